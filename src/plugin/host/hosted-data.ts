/** Data sources and ephemeral resources of a provider's program. */
import { nullValue, type Value } from "../../terraform/lang/value.ts";
import { blockType } from "../../terraform/plan/schema-type.ts";
import type {
  DataSource,
  EphemeralResource,
  ProviderDiagnostic,
  ProviderInstance,
  StateResult,
} from "../../terraform/provider.ts";
import type { Message } from "../protocol/protobuf.ts";
import { diagnosticsFrom, leaseFrom, stateFrom, stateMessage } from "../protocol/value-message.ts";
import { asked, hosted } from "./hosted-instance.ts";
import { LazySchema } from "./lazy-schema.ts";

type Found = readonly ProviderDiagnostic[];

export class HostedDataSource extends LazySchema implements DataSource {
  readonly #name: string;

  constructor(name: string, schema: Buffer) {
    super(schema);
    this.#name = name;
  }

  validate(config: Value, provider: ProviderInstance): Promise<Found> {
    const request = { type_name: this.#name, config: stateMessage(config, this.schema) };
    return ask(provider, "ValidateDataResourceConfig", request);
  }

  read(config: Value, provider: ProviderInstance): Promise<StateResult> {
    return asked(
      async () => {
        const request = { type_name: this.#name, config: stateMessage(config, this.schema) };
        const answer = await hosted(provider).call("ReadDataSource", request);
        return { state: stateFrom(answer["state"], this.schema), diagnostics: diagnosticsFrom(answer["diagnostics"]) };
      },
      (diagnostics) => ({ state: nullValue(blockType(this.schema.block)), diagnostics }),
    );
  }
}

export class HostedEphemeralResource extends LazySchema implements EphemeralResource {
  readonly #name: string;

  constructor(name: string, schema: Buffer) {
    super(schema);
    this.#name = name;
  }

  validate(config: Value, provider: ProviderInstance): Promise<Found> {
    const request = { type_name: this.#name, config: stateMessage(config, this.schema) };
    return ask(provider, "ValidateEphemeralResourceConfig", request);
  }

  open(config: Value, provider: ProviderInstance): ReturnType<EphemeralResource["open"]> {
    return asked<Awaited<ReturnType<EphemeralResource["open"]>>>(
      async () => {
        const request = { type_name: this.#name, config: stateMessage(config, this.schema) };
        const answer = await hosted(provider).call("OpenEphemeralResource", request);
        return {
          result: stateFrom(answer["result"], this.schema),
          diagnostics: diagnosticsFrom(answer["diagnostics"]),
          ...leaseFrom(answer),
        };
      },
      (diagnostics) => ({ result: nullValue(blockType(this.schema.block)), diagnostics }),
    );
  }

  renew(
    private_: Uint8Array | undefined,
    provider: ProviderInstance,
  ): ReturnType<NonNullable<EphemeralResource["renew"]>> {
    return asked<Awaited<ReturnType<NonNullable<EphemeralResource["renew"]>>>>(
      async () => {
        const request = { type_name: this.#name, private: private_ };
        const answer = await hosted(provider).call("RenewEphemeralResource", request);
        return { ...leaseFrom(answer), diagnostics: diagnosticsFrom(answer["diagnostics"]) };
      },
      (diagnostics) => ({ diagnostics }),
    );
  }

  close(private_: Uint8Array | undefined, provider: ProviderInstance): Promise<Found> {
    return ask(provider, "CloseEphemeralResource", { type_name: this.#name, private: private_ });
  }
}

/** A call that answers with diagnostics alone. */
export const ask = (provider: ProviderInstance, method: string, request: Message): Promise<Found> =>
  asked<Found>(
    async () => diagnosticsFrom((await hosted(provider).call(method, request))["diagnostics"]),
    (failed) => failed,
  );
