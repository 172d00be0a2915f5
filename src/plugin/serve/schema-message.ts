/** Schemas as messages of the plugin protocol. */
import { typeToJson, writeJson } from "../../terraform/lang/json.ts";
import type { Type } from "../../terraform/lang/type.ts";
import type {
  AttributeSchema,
  BlockSchema,
  FunctionParameter,
  NestedBlockSchema,
  ProviderFunction,
  ProviderType,
  Schema,
} from "../../terraform/provider.ts";
import type { Message } from "../protocol/protobuf.ts";

const BLOCK_NESTING = { single: 1, list: 2, set: 3, map: 4, group: 5 } as const;
const ATTRIBUTE_NESTING = { single: 1, list: 2, set: 3, map: 4 } as const;

const typeBytes = (type: Type): Buffer => Buffer.from(writeJson(typeToJson(type)));

export function schemaMessage({ version, block }: Schema): Message {
  return { version, block: { version, ...blockMessage(block) } };
}

function blockMessage(block: BlockSchema): Message {
  return {
    attributes: Object.entries(block.attributes).map(([name, attribute]) => attributeMessage(name, attribute)),
    block_types: Object.entries(block.blocks).map(([name, nested]) => nestedBlockMessage(name, nested)),
    description: block.description,
    deprecated: block.deprecated,
  };
}

function attributeMessage(name: string, attribute: AttributeSchema): Message {
  return {
    name,
    type: attribute.type && typeBytes(attribute.type),
    nested_type: attribute.nested && {
      attributes: Object.entries(attribute.nested.attributes).map(([inner, schema]) => attributeMessage(inner, schema)),
      nesting: ATTRIBUTE_NESTING[attribute.nested.nesting],
    },
    description: attribute.description,
    required: attribute.required,
    optional: attribute.optional,
    computed: attribute.computed,
    sensitive: attribute.sensitive,
    deprecated: attribute.deprecated,
    write_only: attribute.writeOnly,
  };
}

function nestedBlockMessage(name: string, nested: NestedBlockSchema): Message {
  return {
    type_name: name,
    block: blockMessage(nested.block),
    nesting: BLOCK_NESTING[nested.nesting],
    min_items: nested.minItems,
    max_items: nested.maxItems,
  };
}

function parameterMessage(parameter: FunctionParameter): Message {
  return {
    name: parameter.name,
    type: typeBytes(parameter.type),
    allow_null_value: parameter.allowNull,
    allow_unknown_values: parameter.allowUnknown,
    description: parameter.description,
  };
}

export function functionMessages(provider: ProviderType): Message {
  return mapMessages(provider.functions, (definition: ProviderFunction) => ({
    parameters: definition.parameters.map(parameterMessage),
    variadic_parameter: definition.variadic && parameterMessage(definition.variadic),
    return: { type: typeBytes(definition.returns) },
    summary: definition.summary,
    description: definition.description,
  }));
}

const mapMessages = <Item>(items: ReadonlyMap<string, Item>, message: (item: Item) => Message): Message =>
  Object.fromEntries([...items].map(([name, item]) => [name, message(item)] as const));

export const SERVER_CAPABILITIES: Message = { get_provider_schema_optional: true, move_resource_state: true };
