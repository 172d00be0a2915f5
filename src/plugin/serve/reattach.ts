/**
 * Hands every built-in provider of this process to an unmodified terraform or OpenTofu: a socket each, and the value of
 * TF_REATTACH_PROVIDERS that names them.
 */
import { join } from "node:path";
import { builtInProviders, CLOUD_PROVIDERS, providerType } from "../../providers/registry.ts";
import type { ProviderHost, ProviderType } from "../../terraform/provider.ts";
import { clientCommand } from "./client-command.ts";
import { encodedSchema } from "./encoded-schema.ts";
import { type GrpcServer, serveGrpc } from "./grpc-server.ts";
import { type NamedTypes, namedTypes } from "./named-types.ts";
import { ProviderSession } from "./provider-service.ts";

const SERVICE = "tfplugin6.Provider";
const REGISTRIES = ["registry.terraform.io", "registry.opentofu.org"];

export interface ServedProviders {
  /** The value of TF_REATTACH_PROVIDERS. */
  readonly reattach: string;
  close(): Promise<void>;
}

/** A provider is loaded when the first terraform asks for it. */
async function sessionOf(
  type: Promise<ProviderType>,
  host: ProviderHost,
  named: () => NamedTypes | undefined,
): Promise<ProviderSession> {
  return new ProviderSession(await type, host, named);
}

/**
 * Sockets are made in that folder, of mode 0600; they live until `close`. A provider with many types hands out those
 * that a command of terraform's can come across, if it is known: by its arguments where the sockets are for one alone.
 * The process is the one that terraform kills when it does not reach a socket.
 */
export async function serveProviders(
  folder: string,
  host: Omit<ProviderHost, "signal">,
  pid: number,
  args?: readonly string[],
): Promise<ServedProviders> {
  const named = (): NamedTypes | undefined => {
    const command = args ? { ...host, args } : clientCommand(folder);
    return command && namedTypes(command);
  };
  const servers: GrpcServer[] = [];
  const entries: Record<string, object> = {};
  for (const source of builtInProviders()) {
    const [registry, namespace, name] = source.split("/") as [string, string, string];
    if (registry !== REGISTRIES[0]) continue;
    const load = (): Promise<ProviderType> => providerType(source) as Promise<ProviderType>;
    const path = join(folder, `${name}.sock`);
    const isLarge = CLOUD_PROVIDERS.has(source);
    const server = await serveGrpc(
      path,
      SERVICE,
      (signal) => sessionOf(load(), { ...host, signal }, isLarge ? named : () => undefined),
      async (method, request, session) => (await session).handle(method, request),
    );
    servers.push(server);
    // While terraform starts, what it will ask for first is made ready.
    if (isLarge) setImmediate(() => void load().then((type) => encodedSchema(type, args && named())));
    for (const home of REGISTRIES) {
      entries[`${home}/${namespace}/${name}`] = {
        Protocol: "grpc",
        ProtocolVersion: 6,
        Pid: pid,
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
