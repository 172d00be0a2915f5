/** A provider that is a program of its own, behind the interface of our own providers. */
import type { ProviderType } from "../../terraform/provider.ts";
import { ProviderSchemas } from "../protocol/messages.ts";
import { decodeMessage, type Message } from "../protocol/protobuf.ts";
import { HostedDataSource, HostedEphemeralResource } from "./hosted-data.ts";
import { hostedFunction } from "./hosted-function.ts";
import { HostedInstance } from "./hosted-instance.ts";
import { HostedResource } from "./hosted-resource.ts";
import { type Place, PluginProcesses, type ProviderProgram } from "./plugin-processes.ts";
import { readSchema } from "./read-schema.ts";
import { cachedSchemas } from "./schema-cache.ts";

export interface HostedProvider {
  readonly type: ProviderType;
  /** Ends every process of the provider. */
  close(): void;
}

/** Throws PluginFailure when the program cannot be started or has no schemas to give. */
export async function hostProvider(program: ProviderProgram, place: Place): Promise<HostedProvider> {
  const processes = new PluginProcesses(program, place);
  const close = (): void => processes.close();
  try {
    const bytes = await cachedSchemas(program.path, place.environment, async () =>
      (await processes.any()).send("GetProviderSchema", Buffer.alloc(0)),
    );
    const schemas = decodeMessage(ProviderSchemas, bytes);
    // Functions are called in the middle of an expression, where nothing can be waited for.
    if (Object.keys(schemas["functions"] as Message).length > 0) await processes.any();
    return { type: hostedType(program, schemas, processes), close };
  } catch (error) {
    close();
    throw error;
  }
}

function hostedType({ source, version }: ProviderProgram, schemas: Message, processes: PluginProcesses): ProviderType {
  const schema = readSchema(schemas["provider"] as Message | undefined);
  const capabilities = (schemas["server_capabilities"] ?? {}) as Message;
  const each = <Item>(field: string, item: (name: string, bytes: Buffer) => Item): ReadonlyMap<string, Item> =>
    new Map(Object.entries(schemas[field] as Record<string, Buffer>).map(([name, bytes]) => [name, item(name, bytes)]));
  return {
    source,
    version,
    schema,
    resources: each("resource_schemas", (name, bytes) => new HostedResource(name, bytes, capabilities)),
    dataSources: each("data_source_schemas", (name, bytes) => new HostedDataSource(name, bytes)),
    ephemeralResources: each("ephemeral_resource_schemas", (name, bytes) => new HostedEphemeralResource(name, bytes)),
    functions: new Map(
      Object.entries(schemas["functions"] as Record<string, Message>).map(([name, message]) => [
        name,
        hostedFunction(name, message, processes),
      ]),
    ),
    create: ({ signal }) => new HostedInstance(schema, processes, signal),
  };
}
