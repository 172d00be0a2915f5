/**
 * The columns of a SELECT: a path is a column of its own under the last of its names, with the indexes behind it:
 * `a.b[0]` gives the column `b[0]`.
 */
import { emptyItem, type Item, setAttribute } from "../attribute/value.ts";
import { valueAt } from "../expression/document-path.ts";
import type { Path } from "../expression/syntax.ts";

export function projectColumns(item: Item, paths: readonly Path[]): Item {
  const columns = emptyItem();
  for (const path of paths) {
    const value = valueAt(item, path);
    if (value) setAttribute(columns, columnName(path), value);
  }
  return columns;
}

function columnName(path: Path): string {
  const last = path.findLastIndex((part) => typeof part === "string");
  return (
    path[last] +
    path
      .slice(last + 1)
      .map((index) => `[${index}]`)
      .join("")
  );
}
