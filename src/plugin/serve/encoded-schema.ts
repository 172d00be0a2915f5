/** The answer to GetProviderSchema as bytes. Every command asks for it, so its parts are encoded once. */
import { suggestion } from "../../terraform/lang/suggest.ts";
import type { ProviderType, Schema } from "../../terraform/provider.ts";
import { CALLS, Schema as SCHEMA } from "../protocol/messages.ts";
import { encodeMessage, type Message } from "../protocol/protobuf.ts";
import type { NamedTypes } from "./named-types.ts";
import { functionMessages, SERVER_CAPABILITIES, schemaMessage } from "./schema-message.ts";

const whole = new WeakMap<ProviderType, Buffer>();
const parts = new WeakMap<Schema, Buffer>();

/** Without names, or where one is none of the provider's but like one, the schemas of all its types. */
export function encodedSchema(provider: ProviderType, named?: NamedTypes): Buffer {
  if (named && !resemblesAny(provider, named)) return encode(provider, (name) => named.words.has(name));
  let bytes = whole.get(provider);
  if (!bytes) {
    bytes = encode(provider, () => true);
    whole.set(provider, bytes);
  }
  return bytes;
}

type Types = ReadonlyMap<string, { readonly schema: Schema }>;

function encode(provider: ProviderType, wanted: (name: string) => boolean): Buffer {
  const schemas = (types: Types): Message =>
    Object.fromEntries(
      [...types].flatMap(([name, type]) => (wanted(name) ? [[name, encodedPart(type.schema)] as const] : [])),
    );
  return encodeMessage((CALLS["GetProviderSchema"] as (typeof CALLS)[string]).response, {
    provider: schemaMessage(provider.schema),
    resource_schemas: schemas(provider.resources),
    data_source_schemas: schemas(provider.dataSources),
    ephemeral_resource_schemas: schemas(provider.ephemeralResources),
    functions: functionMessages(provider),
    server_capabilities: SERVER_CAPABILITIES,
  });
}

function encodedPart(schema: Schema): Buffer {
  let bytes = parts.get(schema);
  if (!bytes) {
    bytes = encodeMessage(SCHEMA, schemaMessage(schema));
    parts.set(schema, bytes);
  }
  return bytes;
}

/** Whether terraform has to see every name to say which one a block could have meant. */
function resemblesAny({ resources, dataSources, ephemeralResources }: ProviderType, { declared }: NamedTypes): boolean {
  const names = [...new Set([...resources.keys(), ...dataSources.keys(), ...ephemeralResources.keys()])];
  return declared.some(({ block, name }) => {
    const exists = block === "ephemeral" ? ephemeralResources.has(name) : resources.has(name) || dataSources.has(name);
    return !exists && suggestion(name, names) !== undefined;
  });
}
