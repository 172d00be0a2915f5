/** A resource type of a provider's program. */
import { type JsonData, writeJson } from "../../terraform/lang/json.ts";
import { nullValue, type Value } from "../../terraform/lang/value.ts";
import { blockType } from "../../terraform/plan/schema-type.ts";
import type {
  ApplyRequest,
  ImportResult,
  MoveRequest,
  PlanRequest,
  PlanResult,
  ProviderDiagnostic,
  ProviderInstance,
  ReadRequest,
  ResourceType,
  StateResult,
} from "../../terraform/provider.ts";
import type { Message } from "../protocol/protobuf.ts";
import { bytesFrom, diagnosticsFrom, pathFrom, stateFrom, stateMessage } from "../protocol/value-message.ts";
import { ask } from "./hosted-data.ts";
import { asked, hosted } from "./hosted-instance.ts";
import { LazySchema } from "./lazy-schema.ts";

export class HostedResource extends LazySchema implements ResourceType {
  readonly #name: string;
  /** Wants to be asked about an object that is to be destroyed. */
  readonly #plansDestroy: boolean;
  readonly move?: NonNullable<ResourceType["move"]>;

  constructor(name: string, schema: Buffer, capabilities: Message) {
    super(schema);
    this.#name = name;
    this.#plansDestroy = capabilities["plan_destroy"] === true;
    if (capabilities["move_resource_state"] === true) this.move = (request, provider) => this.#move(request, provider);
  }

  validate(config: Value, provider: ProviderInstance): Promise<readonly ProviderDiagnostic[]> {
    return ask(provider, "ValidateResourceConfig", {
      type_name: this.#name,
      config: this.#message(config),
      client_capabilities: { write_only_attributes_allowed: true },
    });
  }

  upgrade(version: number, raw: unknown, provider: ProviderInstance): Promise<StateResult> {
    const json = Buffer.from(writeJson(raw as JsonData));
    return this.#askForState(provider, "UpgradeResourceState", "upgraded_state", this.#null, {
      version,
      raw_state: { json },
    });
  }

  read(request: ReadRequest, provider: ProviderInstance): Promise<StateResult> {
    const current = { current_state: this.#message(request.state), private: request.private };
    return this.#askForState(provider, "ReadResource", "new_state", request.state, current);
  }

  plan(request: PlanRequest, provider: ProviderInstance): Promise<PlanResult> {
    const { prior, proposed, config, priorPrivate } = request;
    const unasked = { planned: proposed, requiresReplace: [], private: priorPrivate };
    if (proposed.isNull && !this.#plansDestroy) return Promise.resolve({ ...unasked, diagnostics: [] });
    return asked<PlanResult>(
      async () => {
        const answer = await hosted(provider).call("PlanResourceChange", {
          type_name: this.#name,
          prior_state: this.#message(prior),
          proposed_new_state: this.#message(proposed),
          config: this.#message(config),
          prior_private: priorPrivate,
        });
        return {
          planned: stateFrom(answer["planned_state"], this.schema),
          requiresReplace: (answer["requires_replace"] as readonly Message[]).map(pathFrom),
          private: bytesFrom(answer["planned_private"]),
          diagnostics: diagnosticsFrom(answer["diagnostics"]),
          legacyTypeSystem: answer["legacy_type_system"] === true,
        };
      },
      (diagnostics) => ({ ...unasked, diagnostics }),
    );
  }

  async apply(request: ApplyRequest, provider: ProviderInstance): Promise<StateResult> {
    const { prior, planned, config } = request;
    let { plannedPrivate } = request;
    if (planned.isNull && this.#plansDestroy) {
      const answer = await this.plan({ prior, proposed: planned, config, priorPrivate: plannedPrivate }, provider);
      if (answer.diagnostics.some(({ severity }) => severity === "error")) {
        return { state: prior, diagnostics: answer.diagnostics };
      }
      plannedPrivate = answer.private;
    }
    return this.#askForState(provider, "ApplyResourceChange", "new_state", prior, {
      prior_state: this.#message(prior),
      planned_state: this.#message(planned),
      config: this.#message(config),
      planned_private: plannedPrivate,
    });
  }

  importState(id: string, provider: ProviderInstance): Promise<ImportResult> {
    return asked<ImportResult>(
      async () => {
        const answer = await hosted(provider).call("ImportResourceState", { type_name: this.#name, id });
        const imported = (answer["imported_resources"] as readonly Message[]).map((one) => {
          const kept = bytesFrom(one["private"]);
          const state = stateFrom(one["state"], this.schema);
          return { type: one["type_name"] as string, state, ...(kept ? { private: kept } : {}) };
        });
        return { imported, diagnostics: diagnosticsFrom(answer["diagnostics"]) };
      },
      (diagnostics) => ({ imported: [], diagnostics }),
    );
  }

  #move(request: MoveRequest, provider: ProviderInstance): Promise<StateResult> {
    return asked<StateResult>(
      async () => {
        const answer = await hosted(provider).call("MoveResourceState", {
          source_provider_address: request.sourceProvider,
          source_type_name: request.sourceType,
          source_schema_version: request.sourceVersion,
          source_state: { json: Buffer.from(writeJson(request.sourceState as JsonData)) },
          target_type_name: this.#name,
          source_private: request.sourcePrivate,
        });
        return {
          state: stateFrom(answer["target_state"], this.schema),
          private: bytesFrom(answer["target_private"]),
          diagnostics: diagnosticsFrom(answer["diagnostics"]),
        };
      },
      (diagnostics) => ({ state: this.#null, diagnostics }),
    );
  }

  #askForState(
    provider: ProviderInstance,
    method: string,
    field: string,
    otherwise: Value,
    request: Message,
  ): Promise<StateResult> {
    return asked<StateResult>(
      async () => {
        const answer = await hosted(provider).call(method, { type_name: this.#name, ...request });
        return {
          state: stateFrom(answer[field], this.schema),
          private: bytesFrom(answer["private"]),
          diagnostics: diagnosticsFrom(answer["diagnostics"]),
          legacyTypeSystem: answer["legacy_type_system"] === true,
        };
      },
      (diagnostics) => ({ state: otherwise, diagnostics }),
    );
  }

  #message(value: Value): Message {
    return stateMessage(value, this.schema);
  }

  get #null(): Value {
    return nullValue(blockType(this.schema.block));
  }
}
