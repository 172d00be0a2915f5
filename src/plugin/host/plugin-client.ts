/** A provider's program that is running: calls of protocol 6 by name, whichever of the two protocols it speaks. */
import { setTimeout as delay } from "node:timers/promises";
import type { ProviderDiagnostic } from "../../terraform/provider.ts";
import { CANCELLED, GrpcError, UNAVAILABLE, UNIMPLEMENTED } from "../protocol/grpc.ts";
import { CALLS } from "../protocol/messages.ts";
import { decodeMessage, encodeMessage, type Message } from "../protocol/protobuf.ts";
import { GrpcClient } from "./grpc-client.ts";
import { LaunchError, type LaunchedPlugin, launchPlugin, type ProtocolVersion } from "./launch.ts";

/** Calls that protocol 5 has under another name; their messages have the same fields. */
const PROTOCOL_5_NAMES: Readonly<Record<string, string>> = {
  GetProviderSchema: "GetSchema",
  ValidateProviderConfig: "PrepareProviderConfig",
  ValidateResourceConfig: "ValidateResourceTypeConfig",
  ValidateDataResourceConfig: "ValidateDataSourceConfig",
  ConfigureProvider: "Configure",
  StopProvider: "Stop",
};

export const wireName = (protocol: ProtocolVersion, method: string): string =>
  protocol === 5 ? (PROTOCOL_5_NAMES[method] ?? method) : method;

export const wireService = (protocol: ProtocolVersion): string => `tfplugin${protocol}.Provider`;

const SHUTDOWN_WITHIN = 500;

/** A call that got no answer, as the diagnostic that terraform shows for it. */
export class PluginFailure extends Error {
  readonly diagnostic: ProviderDiagnostic;
  constructor(summary: string, detail: string) {
    super(`${summary}: ${detail}`);
    this.diagnostic = { severity: "error", summary, detail };
  }
}

export class PluginClient {
  readonly #name: string;
  readonly #process: LaunchedPlugin;
  readonly #connection: GrpcClient;

  private constructor(name: string, launched: LaunchedPlugin, connection: GrpcClient) {
    this.#name = name;
    this.#process = launched;
    this.#connection = connection;
  }

  /** `name` is the provider's as diagnostics show it. */
  static async start(name: string, program: string, place: Parameters<typeof launchPlugin>[1]): Promise<PluginClient> {
    let launched: LaunchedPlugin | undefined;
    try {
      launched = await launchPlugin(program, place);
      return new PluginClient(name, launched, await GrpcClient.open(launched.address));
    } catch (error) {
      launched?.kill();
      const reason = error instanceof LaunchError || error instanceof Error ? error.message : String(error);
      throw new PluginFailure(
        "Failed to start provider",
        `The program of provider ${name} (${program}) failed: ${reason}.`,
      );
    }
  }

  get protocol(): ProtocolVersion {
    return this.#process.protocol;
  }

  get address(): LaunchedPlugin["address"] {
    return this.#process.address;
  }

  /** Throws PluginFailure. */
  async call(method: string, request: Message): Promise<Message> {
    const { request: asked, response } = CALLS[method] as (typeof CALLS)[string];
    return decodeMessage(response, await this.send(method, encodeMessage(asked, request)));
  }

  async send(method: string, request: Buffer): Promise<Buffer> {
    try {
      return await this.#connection.call(wireService(this.protocol), wireName(this.protocol, method), request);
    } catch (error) {
      throw error instanceof GrpcError ? this.failure(method, error) : error;
    }
  }

  /** Why a call has no answer, in terraform's words. */
  failure(method: string, { status, message }: GrpcError): PluginFailure {
    const call = `${this.protocol === 5 ? "plugin" : "plugin6"}.(*GRPCProvider).${method}`;
    switch (status) {
      case UNAVAILABLE: {
        const trace = crashOf(this.#process.output());
        return new PluginFailure(
          "Plugin did not respond",
          `The plugin encountered an error, and failed to respond to the ${call} call. The plugin logs may contain more details.${trace && `\n\nStack trace from the ${this.#name} plugin:\n\n${trace}`}`,
        );
      }
      case CANCELLED:
        return new PluginFailure("Request cancelled", `The ${call} request was cancelled.`);
      case UNIMPLEMENTED:
        return new PluginFailure("Unsupported plugin method", `The ${call} method is not supported by this plugin.`);
      default:
        return new PluginFailure("Plugin error", `The plugin returned an unexpected error from ${call}: ${message}`);
    }
  }

  /** Asks the program to end, so that it removes its socket; one that does not is killed. */
  async close(): Promise<void> {
    const late = delay(SHUTDOWN_WITHIN, undefined, { ref: false });
    await this.#connection.call("plugin.GRPCController", "Shutdown", Buffer.alloc(0)).catch(() => undefined);
    await Promise.race([this.#process.ended, late]);
    this.#connection.close();
    this.#process.kill();
  }
}

/** What a Go program prints when it panics. */
function crashOf(output: string): string {
  const at = output.search(/^panic: |^fatal error: /m);
  return at < 0 ? "" : output.slice(at).trim();
}
