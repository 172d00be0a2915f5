/** State as JSON, of this or an older schema version, as plain values of today's schema. */
import type { Type } from "../../../terraform/lang/type.ts";
import type { Plain, PlainObject } from "./plain.ts";
import type { BlockShape, Shape } from "./shape.ts";

type Upgrade = (version: number, state: Record<string, unknown>) => Record<string, unknown>;

export function upgraded(shape: Shape, version: number, raw: unknown, upgrade: Upgrade | undefined): PlainObject {
  const state = raw as Record<string, unknown>;
  return fromJson(shape.block, version < shape.version && upgrade ? upgrade(version, state) : state);
}

function fromJson(block: BlockShape, json: Record<string, unknown>): PlainObject {
  const plain: Record<string, Plain> = {};
  for (const [name, { type }] of block.attributes) plain[name] = plainOf(json[name], type);
  for (const [name, nested] of block.blocks) {
    const value = json[name];
    if (Array.isArray(value)) plain[name] = value.map((one) => fromJson(nested.block, one as Record<string, unknown>));
    else if (nested.nesting === "single")
      plain[name] = value ? fromJson(nested.block, value as Record<string, unknown>) : null;
    else plain[name] = [];
  }
  return plain;
}

/** JSON of state may hold numbers as texts (they can be longer than a double) and, in old states, texts for others. */
function plainOf(json: unknown, type: Type): Plain {
  if (json === null || json === undefined) return null;
  switch (type.kind) {
    case "number":
      return json === "" ? null : Number(json);
    case "bool":
      return json === "" ? null : json === true || json === "true";
    case "string":
      return typeof json === "string" ? json : JSON.stringify(json);
    case "list":
    case "set":
      return (json as readonly unknown[]).map((item) => plainOf(item, type.element));
    case "map":
      return Object.fromEntries(Object.entries(json).map(([key, item]) => [key, plainOf(item, type.element)]));
    case "object": {
      const source = json as Record<string, unknown>;
      return Object.fromEntries([...type.attributes].map(([name, inner]) => [name, plainOf(source[name], inner)]));
    }
    default:
      return json as Plain;
  }
}
