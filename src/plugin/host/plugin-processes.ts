/**
 * The processes of one provider. A program can be configured once, so each configuration has a process; what needs no
 * configuration (schemas, validation, functions) asks whichever runs.
 */
import type { ProviderHost } from "../../terraform/provider.ts";
import { GrpcError } from "../protocol/grpc.ts";
import { CALLS } from "../protocol/messages.ts";
import { decodeMessage, encodeMessage, type Message } from "../protocol/protobuf.ts";
import { BlockingCaller } from "./blocking-call.ts";
import type { BlockingCalls } from "./hosted-function.ts";
import { PluginClient, wireName, wireService } from "./plugin-client.ts";

/** The program of a provider, and what it is the program of. */
export interface ProviderProgram {
  readonly source: string;
  readonly version: string;
  readonly path: string;
}

export type Place = Pick<ProviderHost, "directory" | "environment">;

export class PluginProcesses implements BlockingCalls {
  readonly #program: ProviderProgram;
  readonly #place: Place;
  readonly #configured = new Map<string, Promise<PluginClient>>();
  readonly #started = new Set<Promise<PluginClient>>();
  #running: PluginClient | undefined;
  #caller: BlockingCaller | undefined;

  constructor(program: ProviderProgram, place: Place) {
    this.#program = program;
    this.#place = place;
  }

  any(): Promise<PluginClient> {
    const [first] = this.#started;
    return first ?? this.#start();
  }

  /** The process with that configuration, and whether it is still to be given it. */
  configured(config: string): { readonly client: Promise<PluginClient>; readonly isNew: boolean } {
    const known = this.#configured.get(config);
    if (known) return { client: known, isNew: false };
    const taken = new Set(this.#configured.values());
    const client = [...this.#started].find((one) => !taken.has(one)) ?? this.#start();
    this.#configured.set(config, client);
    return { client, isNew: true };
  }

  /** Of a configuration that was refused. */
  forget(config: string): void {
    this.#configured.delete(config);
  }

  callNow(method: string, request: Message): Message {
    const client = this.#running;
    const tables = CALLS[method];
    if (!client || !tables) throw new TypeError(`Nothing runs that could answer ${method}`);
    this.#caller ??= new BlockingCaller(client.address);
    const path = `/${wireService(client.protocol)}/${wireName(client.protocol, method)}`;
    try {
      return decodeMessage(tables.response, this.#caller.call(path, encodeMessage(tables.request, request)));
    } catch (error) {
      throw error instanceof GrpcError ? client.failure(method, error) : error;
    }
  }

  #start(): Promise<PluginClient> {
    const started = PluginClient.start(this.#program.source, this.#program.path, this.#place).then((client) => {
      this.#running ??= client;
      return client;
    });
    this.#started.add(started);
    return started;
  }

  close(): void {
    this.#caller?.close();
    for (const started of this.#started) started.then((client) => client.close()).catch(() => undefined);
    this.#started.clear();
  }
}
