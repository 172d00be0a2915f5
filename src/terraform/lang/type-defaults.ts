/** Defaults of optional object attributes inside a type constraint, and putting them into values. */

import { convert } from "./convert.ts";
import { commonElementType, listOfValues, mapOfValues, setValue } from "./set.ts";
import { unifiedType } from "./unify.ts";
import { type Mark, objectValue, tupleValue, type Value } from "./value.ts";

export interface TypeDefaults {
  /** Of the optional attributes of this object. */
  readonly values: ReadonlyMap<string, Value>;
  /** By attribute name of an object, by index of a tuple; `""` for the element of a collection. */
  readonly children: ReadonlyMap<string, TypeDefaults>;
}

/** The value with missing and null attributes filled in, deeply. Nulls and unknowns themselves stay. */
export function applyDefaults(value: Value, defaults: TypeDefaults): Value {
  if (!value.isKnown || value.isNull) return value;
  const { content, type } = value;
  if (Array.isArray(content)) {
    const elements = (content as readonly Value[]).map((element, i) => applyChild(element, String(i), defaults));
    return rebuildSequence(value, elements);
  }
  if (!(content instanceof Map)) return value;
  const entries = new Map<string, Value>();
  for (const [name, element] of content as ReadonlyMap<string, Value>) {
    entries.set(name, applyChild(element, name, defaults));
  }
  for (const [name, preset] of defaults.values) {
    const given = entries.get(name);
    if (!given || given.isNull) entries.set(name, applyChild(preset, name, defaults));
  }
  if (type.kind === "map") {
    const alike = sameType([...entries.values()]);
    if (alike) {
      const names = [...entries.keys()];
      return mapOfValues(new Map(names.map((name, i) => [name, alike[i] as Value])), type.element).withMarks(
        value.marks,
      );
    }
  }
  return objectValue(entries).withMarks(value.marks);
}

function applyChild(value: Value, key: string, { children }: TypeDefaults): Value {
  const child = children.get(key) ?? children.get("");
  return child ? applyDefaults(value, child) : value;
}

function rebuildSequence({ type, marks }: Value, elements: readonly Value[]): Value {
  if (type.kind === "tuple") return tupleValue(elements).withMarks(marks);
  const alike = sameType(elements);
  const element = (type as { element: Value["type"] }).element;
  if (!alike) return tupleValue(elements).withMarks(marks);
  const rebuilt = type.kind === "set" ? setValue(element, alike) : listOfValues(alike, element);
  return rebuilt.withMarks(marks as ReadonlySet<Mark>);
}

/** Elements of one type, which some of them may have to be converted to; undefined when there is none. */
function sameType(elements: readonly Value[]): readonly Value[] | undefined {
  if (commonElementType(elements)) return elements;
  const type = unifiedType(elements.map((element) => element.type));
  return type && elements.map((element) => convert(element, type));
}
