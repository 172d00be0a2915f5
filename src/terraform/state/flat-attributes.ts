/** Attributes as state files had them before version 4: `tags.%`, `ids.#`, `ids.0`, each value a text. */
import { JsonValueError } from "../lang/json.ts";
import type { Type } from "../lang/type.ts";
import { type Json, type JsonMap, membersOf } from "./json.ts";

/** The same attributes as nested JSON. */
export function nestAttributes(flat: Json, type: Type): Json {
  return type.kind === "object" ? nestObject(membersOf(flat) ?? new Map(), type, "") : null;
}

const nestObject = (flat: JsonMap, type: Extract<Type, { kind: "object" }>, prefix: string): Json =>
  new Map([...type.attributes].map(([name, attribute]) => [name, nest(flat, attribute, `${prefix}${name}`)]));

function nest(flat: JsonMap, type: Type, name: string): Json {
  switch (type.kind) {
    case "dynamic":
      throw new JsonValueError("cannot decode dynamic from flatmap", []);
    case "map": {
      if (!flat.has(`${name}.%`)) return null;
      const keys = [...flat.keys()].filter((key) => key.startsWith(`${name}.`) && key !== `${name}.%`);
      return new Map(keys.map((key) => [key.slice(name.length + 1), nest(flat, type.element, key)]));
    }
    case "list":
    case "set": {
      if (!flat.has(`${name}.#`)) return null;
      return stepsBelow(flat, name).map((step) => nest(flat, type.element, `${name}.${step}`));
    }
    case "object":
      return nestObject(flat, type, `${name}.`);
    case "tuple":
      return type.elements.map((element, at) => nest(flat, element, `${name}.${at}`));
    default:
      return flat.get(name) ?? null;
  }
}

/** Indexes of a list, or the hashes of a set, in their order. */
function stepsBelow(flat: JsonMap, name: string): readonly string[] {
  const steps = [...flat.keys()]
    .filter((key) => key.startsWith(`${name}.`))
    .map((key) => key.slice(name.length + 1).split(".")[0] as string);
  return [...new Set(steps)].filter((step) => step !== "#").sort((a, b) => Number(a) - Number(b));
}
