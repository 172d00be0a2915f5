/** Names the top-level block (or, in JSON, the path) that a place in a file belongs to: `resource "aws_vpc" "main"`. */
import { quoteGo } from "../../hcl/quote.ts";
import type { SourceRange } from "../../hcl/source.ts";
import type { JsonObject, JsonValue, SourceFile } from "../../hcl/syntax.ts";

/** Empty when the place is in no block. `byte` is the one before the place, so that a block's own header has none. */
export function contextString(file: SourceFile, byte: number): string {
  if (file.body.json) return jsonPath(file.body.json, byte).join("").replace(/^\./, "");
  const block = file.body.blocks.find((b) => b.typeRange.start.byte <= byte && byte < b.closeBraceRange.end.byte);
  if (!block) return "";
  return [block.type, ...block.labels.map((label) => quoteGo(label))].join(" ");
}

const contains = (range: SourceRange, byte: number): boolean => range.start.byte <= byte && byte < range.end.byte;

function jsonPath(object: JsonObject, byte: number): string[] {
  for (const { name, value } of object.members) {
    if (isNested(value) && contains(value.range, byte)) return [`.${name}`, ...jsonPathInside(value, byte)];
  }
  return [];
}

function jsonPathInside(value: JsonValue, byte: number): string[] {
  if (value.kind === "object") return jsonPath(value, byte);
  if (value.kind !== "array") return [];
  const index = value.items.findIndex((item) => isNested(item) && contains(item.range, byte));
  const item = value.items[index];
  return item ? [`[${index}]`, ...jsonPathInside(item, byte)] : [];
}

const isNested = (value: JsonValue): boolean => value.kind === "object" || value.kind === "array";
