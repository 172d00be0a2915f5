/**
 * Hands every built-in provider of this process to an unmodified terraform or OpenTofu: a socket each, and the value of
 * TF_REATTACH_PROVIDERS that names them.
 */
import { join } from "node:path";
import { builtInProviders, CLOUD_PROVIDERS, providerType } from "../../providers/registry.ts";
import type { ProviderHost, ProviderType } from "../../terraform/provider.ts";
import { type GrpcServer, serveGrpc } from "./grpc-server.ts";
import { encodedSchema, ProviderSession } from "./provider-service.ts";

const SERVICE = "tfplugin6.Provider";
const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"];

export interface ServedProviders {
  /** The value of TF_REATTACH_PROVIDERS. */
  readonly reattach: string;
  close(): Promise<void>;
}

/** A provider is loaded when the first terraform asks for it. */
async function sessionOf(type: Promise<ProviderType>, host: ProviderHost): Promise<ProviderSession> {
  return new ProviderSession(await type, host);
}

/** Sockets are made in that folder, of mode 0600; they live until `close`. */
export async function serveProviders(folder: string, host: Omit<ProviderHost, "signal">): Promise<ServedProviders> {
  const servers: GrpcServer[] = [];
  const entries: Record<string, object> = {};
  for (const source of builtInProviders()) {
    const [registry, namespace, name] = source.split("/") as [string, string, string];
    if (registry !== REGISTRIES[0]) continue;
    const load = (): Promise<ProviderType> => providerType(source) as Promise<ProviderType>;
    const path = join(folder, `${name}.sock`);
    const server = await serveGrpc(
      path,
      SERVICE,
      (signal) => sessionOf(load(), { ...host, signal }),
      async (method, request, session) => (await session).handle(method, request),
    );
    servers.push(server);
    // While terraform starts, what it will ask for first is made ready.
    if (CLOUD_PROVIDERS.has(source)) setImmediate(() => void load().then(encodedSchema));
    for (const home of REGISTRIES) {
      entries[`${home}/${namespace}/${name}`] = {
        Protocol: "grpc",
        ProtocolVersion: 6,
        Pid: process.pid,
        Test: true,
        Addr: { Network: "unix", String: path },
      };
    }
  }
  return {
    reattach: JSON.stringify(entries),
    close: async () => {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}
