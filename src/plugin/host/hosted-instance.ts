/** A provider block whose provider is a program: which of its processes has that configuration. */

import { TERRAFORM_VERSION } from "../../terraform/config/terraform-version.ts";
import type { Value } from "../../terraform/lang/value.ts";
import type { ProviderDiagnostic, ProviderInstance, Schema } from "../../terraform/provider.ts";
import type { Message } from "../protocol/protobuf.ts";
import { diagnosticsFrom, stateMessage } from "../protocol/value-message.ts";
import { type PluginClient, PluginFailure } from "./plugin-client.ts";
import type { PluginProcesses } from "./plugin-processes.ts";

export class HostedInstance implements ProviderInstance {
  readonly #schema: Schema;
  readonly #processes: PluginProcesses;
  #client: Promise<PluginClient> | undefined;

  constructor(schema: Schema, processes: PluginProcesses, signal: AbortSignal) {
    this.#schema = schema;
    this.#processes = processes;
    signal.addEventListener("abort", () => void this.#stop());
  }

  /** Throws PluginFailure; `asked` turns that into a diagnostic. */
  async call(method: string, request: Message): Promise<Message> {
    return (await (this.#client ?? this.#processes.any())).call(method, request);
  }

  async validateConfig(config: Value): Promise<readonly ProviderDiagnostic[]> {
    return asked(
      async () => {
        const answer = await this.call("ValidateProviderConfig", { config: stateMessage(config, this.#schema) });
        return diagnosticsFrom(answer["diagnostics"]);
      },
      (failed) => failed,
    );
  }

  async configure(config: Value): Promise<readonly ProviderDiagnostic[]> {
    const request = { terraform_version: TERRAFORM_VERSION, config: stateMessage(config, this.#schema) };
    const key = (request.config["msgpack"] as Buffer).toString("base64");
    return asked(
      async () => {
        const { client, isNew } = this.#processes.configured(key);
        this.#client = client;
        if (!isNew) return [];
        const found = diagnosticsFrom((await this.call("ConfigureProvider", request))["diagnostics"]);
        if (found.some(({ severity }) => severity === "error")) this.#processes.forget(key);
        return found;
      },
      (failed) => failed,
    );
  }

  async #stop(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    await client?.call("StopProvider", {}).catch(() => undefined);
  }
}

/** What a call answers, or what stands for an answer when none came. */
export async function asked<Answer>(
  call: () => Promise<Answer>,
  otherwise: (diagnostics: readonly ProviderDiagnostic[]) => Answer,
): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof PluginFailure) return otherwise([error.diagnostic]);
    throw error;
  }
}

export function hosted(provider: ProviderInstance): HostedInstance {
  if (!(provider instanceof HostedInstance)) throw new TypeError("Provider instance is not a hosted one");
  return provider;
}
