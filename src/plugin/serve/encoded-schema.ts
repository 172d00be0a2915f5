/** The answer to GetProviderSchema as bytes. Every command asks for it, so its parts are encoded once. */
import { suggestion } from "../../terraform/lang/suggest.ts";
import type { ProviderType, Schema } from "../../terraform/provider.ts";
import { CALLS, Schema as SCHEMA } from "../protocol/messages.ts";
import { encodeMessage, type Message } from "../protocol/protobuf.ts";
import type { NamedTypes } from "./named-types.ts";
import { functionMessages, SERVER_CAPABILITIES, schemaMessage } from "./schema-message.ts";

const answers = new WeakMap<ProviderType, Map<string, Buffer>>();
const parts = new WeakMap<Schema, Buffer>();
/** Of as many configurations that are worked on in turns. */
const KEPT_ANSWERS = 16;

/** Without names, or where one is none of the provider's but like one, the schemas of all its types. */
export function encodedSchema(provider: ProviderType, named?: NamedTypes): Buffer {
  const words = named && !resemblesAny(provider, named) ? named.words : undefined;
  const wanted = (types: Types): string[] => [...types.keys()].filter((name) => words?.has(name) ?? true);
  const [resources, sources, ephemerals] = [
    wanted(provider.resources),
    wanted(provider.dataSources),
    wanted(provider.ephemeralResources),
  ];
  const key = [resources, sources, ephemerals].join(";");
  let kept = answers.get(provider);
  if (!kept) answers.set(provider, (kept = new Map()));
  let bytes = kept.get(key);
  if (!bytes) {
    bytes = encodeMessage((CALLS["GetProviderSchema"] as (typeof CALLS)[string]).response, {
      provider: schemaMessage(provider.schema),
      resource_schemas: encodedParts(provider.resources, resources),
      data_source_schemas: encodedParts(provider.dataSources, sources),
      ephemeral_resource_schemas: encodedParts(provider.ephemeralResources, ephemerals),
      functions: functionMessages(provider),
      server_capabilities: SERVER_CAPABILITIES,
    });
    kept.set(key, bytes);
    if (kept.size > KEPT_ANSWERS) kept.delete(kept.keys().next().value as string);
  }
  return bytes;
}

type Types = ReadonlyMap<string, { readonly schema: Schema }>;

const encodedParts = (types: Types, names: readonly string[]): Message =>
  Object.fromEntries(names.map((name) => [name, encodedPart((types.get(name) as { readonly schema: Schema }).schema)]));

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
