/** The stretch of store keys that a key query means. */
import type { Key, KeyPart, RangeOptions } from "../../../store/store.ts";
import type { Value } from "../attribute/value.ts";
import { partitionPart, sortPart } from "../item/primary-key.ts";
import type { KeyCondition, KeyQuery } from "./key-conditions.ts";

type Bounds = Pick<RangeOptions, "prefix" | "after" | "from" | "before">;

/** Above every part that may follow a sort key: those are strings, or bytes of at most 1,024. */
const beyond = Buffer.alloc(1025, 0xff);

export function keyRange(prefix: Key, { hash, equal, span }: KeyQuery): Bounds {
  const fixed: Key = [...prefix, partitionPart(hash), ...equal.map(sortPart)];
  return span ? { prefix: fixed, ...spanBounds(fixed, span) } : { prefix: fixed };
}

function spanBounds(fixed: Key, { operator, values }: KeyCondition): Omit<Bounds, "prefix"> {
  const [low, high] = values.map(sortPart) as [KeyPart, KeyPart];
  switch (operator) {
    case "LT":
      return { before: [...fixed, low] };
    case "LE":
      return { before: [...fixed, low, beyond] };
    case "GT":
      return { after: [...fixed, low, beyond] };
    case "GE":
      return { from: [...fixed, low] };
    case "BETWEEN":
      return { from: [...fixed, low], before: [...fixed, high, beyond] };
    default:
      return beginsWithBounds(fixed, values[0]!);
  }
}

function beginsWithBounds(fixed: Key, prefix: Value): Omit<Bounds, "prefix"> {
  const start = sortPart(prefix);
  const end = typeof start === "string" ? afterText(start) : afterBytes(start as Uint8Array);
  return { from: [...fixed, start], ...(end === undefined ? {} : { before: [...fixed, end] }) };
}

/** The first text that comes after all that start with this one. */
function afterText(text: string): string | undefined {
  const points = Array.from(text);
  for (let last = points.pop(); last !== undefined; last = points.pop()) {
    const point = last.codePointAt(0)!;
    if (point === 0x10ffff) continue;
    return points.join("") + String.fromCodePoint(point === 0xd7ff ? 0xe000 : point + 1);
  }
  return undefined;
}

function afterBytes(bytes: Uint8Array): Uint8Array | undefined {
  let length = bytes.length;
  while (length > 0 && bytes[length - 1] === 0xff) length--;
  if (length === 0) return undefined;
  const end = Uint8Array.from(bytes.subarray(0, length));
  end[length - 1] = end[length - 1]! + 1;
  return end;
}
