/** Sizes in bytes as AWS counts them for the 400 KB of an item, the 1 MB of a page and capacity units. */
import { numberSize } from "./number.ts";
import type { Item, Value } from "./value.ts";

export const largestItem = 400 * 1024;

export function itemSize(item: Item): number {
  let size = 0;
  for (const name in item) size += textSize(name) + valueSize(item[name]!);
  return size;
}

export function valueSize(value: Value): number {
  if ("S" in value) return textSize(value.S);
  if ("N" in value) return numberSize(value.N);
  if ("M" in value) return mapSize(value.M);
  if ("L" in value) return listSize(value.L);
  if ("B" in value) return binarySize(value.B);
  if ("SS" in value) return sum(value.SS, textSize);
  if ("NS" in value) return sum(value.NS, numberSize);
  if ("BS" in value) return sum(value.BS, binarySize);
  return 1;
}

function mapSize(members: Item): number {
  let size = 3;
  for (const name in members) size += 1 + textSize(name) + valueSize(members[name]!);
  return size;
}

function listSize(elements: readonly Value[]): number {
  let size = 3;
  for (const element of elements) size += 1 + valueSize(element);
  return size;
}

export function textSize(text: string): number {
  return Buffer.byteLength(text, "utf8");
}

export function binarySize(base64: string): number {
  return Buffer.byteLength(base64, "base64");
}

function sum(members: readonly string[], size: (member: string) => number): number {
  let total = 0;
  for (const member of members) total += size(member);
  return total;
}
