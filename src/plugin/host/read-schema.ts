/** Schemas out of the messages of the plugin protocol. */
import { parseJson, typeFromJson } from "../../terraform/lang/json.ts";
import type { Type } from "../../terraform/lang/type.ts";
import type {
  AttributeSchema,
  BlockSchema,
  FunctionParameter,
  NestedAttributes,
  NestedBlockSchema,
  ProviderFunction,
  Schema,
} from "../../terraform/provider.ts";
import type { Message } from "../protocol/protobuf.ts";

const BLOCK_NESTING: readonly (NestedBlockSchema["nesting"] | undefined)[] = [
  undefined,
  "single",
  "list",
  "set",
  "map",
  "group",
];
const ATTRIBUTE_NESTING: readonly (NestedAttributes["nesting"] | undefined)[] = [
  undefined,
  "single",
  "list",
  "set",
  "map",
];

const typeOf = (bytes: unknown): Type => typeFromJson(parseJson((bytes as Buffer).toString("utf8")));
const messagesOf = (list: unknown): readonly Message[] => (list ?? []) as readonly Message[];

/** A provider without a schema has an empty one. */
export function readSchema(message: Message | undefined): Schema {
  const block = message?.["block"] as Message | undefined;
  if (!message || !block) return { version: 0, block: { attributes: {}, blocks: {} } };
  return { version: message["version"] as number, block: readBlock(block) };
}

function readBlock(message: Message): BlockSchema {
  return {
    attributes: readAttributes(message["attributes"]),
    blocks: Object.fromEntries(
      messagesOf(message["block_types"]).map(
        (nested) => [nested["type_name"] as string, readNestedBlock(nested)] as const,
      ),
    ),
    ...described(message),
  };
}

const readAttributes = (list: unknown): Readonly<Record<string, AttributeSchema>> =>
  Object.fromEntries(messagesOf(list).map((message) => [message["name"] as string, readAttribute(message)] as const));

const FLAGS = [
  ["required", "required"],
  ["optional", "optional"],
  ["computed", "computed"],
  ["sensitive", "sensitive"],
  ["write_only", "writeOnly"],
] as const;

function readAttribute(message: Message): AttributeSchema {
  const nested = message["nested_type"] as Message | undefined;
  const nesting = ATTRIBUTE_NESTING[(nested?.["nesting"] as number | undefined) ?? 0];
  return {
    ...(nested && nesting
      ? { nested: { nesting, attributes: readAttributes(nested["attributes"]) } }
      : { type: typeOf(message["type"]) }),
    ...Object.fromEntries(FLAGS.filter(([theirs]) => message[theirs]).map(([, ours]) => [ours, true] as const)),
    ...described(message),
  };
}

function readNestedBlock(message: Message): NestedBlockSchema {
  const nesting = BLOCK_NESTING[message["nesting"] as number];
  if (!nesting) throw new TypeError(`Nested block ${String(message["type_name"])} has no known nesting`);
  return {
    nesting,
    block: readBlock(message["block"] as Message),
    ...(message["min_items"] ? { minItems: message["min_items"] as number } : {}),
    ...(message["max_items"] ? { maxItems: message["max_items"] as number } : {}),
  };
}

const described = (message: Message): { readonly description?: string; readonly deprecated?: boolean } => ({
  ...(message["description"] ? { description: message["description"] as string } : {}),
  ...(message["deprecated"] ? { deprecated: true } : {}),
});

/** Everything about a function but how to call it. */
export function readFunction(message: Message): Omit<ProviderFunction, "call"> {
  const variadic = message["variadic_parameter"] as Message | undefined;
  return {
    summary: message["summary"] as string,
    description: message["description"] as string,
    parameters: messagesOf(message["parameters"]).map(readParameter),
    ...(variadic ? { variadic: readParameter(variadic) } : {}),
    returns: typeOf((message["return"] as Message)["type"]),
  };
}

const readParameter = (message: Message): FunctionParameter => ({
  name: message["name"] as string,
  type: typeOf(message["type"]),
  ...(message["allow_null_value"] ? { allowNull: true } : {}),
  ...(message["allow_unknown_values"] ? { allowUnknown: true } : {}),
  ...(message["description"] ? { description: message["description"] as string } : {}),
});
