/** Values as behaviours see them: nothing unknown, no null collections, blocks always lists. */
import { hasUnknown, isObject, type Plain, type PlainObject, UNKNOWN } from "./plain.ts";
import type { BlockShape } from "./shape.ts";

export function viewOf(block: BlockShape, value: PlainObject): PlainObject {
  const view: Record<string, Plain> = {};
  for (const [name, { type }] of block.attributes) {
    const plain = value[name] ?? null;
    const unset = plain === null || plain === UNKNOWN || (hasUnknown(plain) && type.kind !== "map");
    if (!unset) view[name] = type.kind === "map" ? withoutUnknowns(plain as PlainObject) : plain;
    else view[name] = type.kind === "list" || type.kind === "set" ? [] : type.kind === "map" ? {} : null;
  }
  for (const [name, nested] of block.blocks) {
    const plain = value[name] ?? null;
    if (nested.nesting === "single") view[name] = isObject(plain) ? viewOf(nested.block, plain) : null;
    else view[name] = Array.isArray(plain) ? plain.filter(isObject).map((one) => viewOf(nested.block, one)) : [];
  }
  return view;
}

const withoutUnknowns = (map: PlainObject): PlainObject =>
  Object.fromEntries(Object.entries(map).filter(([, value]) => value !== UNKNOWN));

/** An object of that block with nothing in it. */
export function emptyBlock(block: BlockShape): PlainObject {
  return {
    ...Object.fromEntries([...block.attributes.keys()].map((name) => [name, null])),
    ...Object.fromEntries([...block.blocks].map(([name, { nesting }]) => [name, nesting === "single" ? null : []])),
  };
}
