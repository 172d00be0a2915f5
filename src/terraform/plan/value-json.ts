/** Values in the JSON of plans and shown states: plain values, and beside them what is unknown and what is sensitive. */
import { SENSITIVE } from "../lang/marks.ts";
import { BigFloat } from "../lang/number.ts";
import { Unknown, type Value } from "../lang/value.ts";
import type { Json } from "../state/json.ts";

/** Plain values without types. Unknown parts: absent from objects, null in lists. Undefined when wholly unknown. */
export function plainJson(value: Value): Json | undefined {
  const { content } = value;
  if (content instanceof Unknown) return undefined;
  if (content === null || typeof content !== "object" || content instanceof BigFloat) return content;
  if (Array.isArray(content)) return (content as readonly Value[]).map((element) => plainJson(element) ?? null);
  const members = new Map<string, Json>();
  for (const [name, element] of content as ReadonlyMap<string, Value>) {
    const json = plainJson(element);
    if (json !== undefined) members.set(name, json);
  }
  return members;
}

/** True where something is unknown; what is known is false in lists and left out of objects. */
export function unknownJson(value: Value): Json {
  const { content } = value;
  if (content instanceof Unknown) return true;
  if (content === null || typeof content !== "object" || content instanceof BigFloat) return false;
  return shape(content as readonly Value[] | ReadonlyMap<string, Value>, unknownJson);
}

/** True where something is sensitive, in the same form. */
export function sensitiveJson(value: Value): Json {
  if (value.marks.has(SENSITIVE)) return true;
  const { content, type } = value;
  if (content instanceof Unknown) {
    if (type.kind === "list" || type.kind === "set" || type.kind === "tuple") return [];
    return type.kind === "map" || type.kind === "object" ? EMPTY : false;
  }
  if (content === null || typeof content !== "object" || content instanceof BigFloat) return false;
  return shape(content as readonly Value[] | ReadonlyMap<string, Value>, sensitiveJson);
}

const EMPTY: Json = new Map();

function shape(content: readonly Value[] | ReadonlyMap<string, Value>, of: (value: Value) => Json): Json {
  if (Array.isArray(content)) return (content as readonly Value[]).map(of);
  const members = new Map<string, Json>();
  for (const [name, element] of content as ReadonlyMap<string, Value>) {
    const json = of(element);
    if (json !== false) members.set(name, json);
  }
  return members;
}
