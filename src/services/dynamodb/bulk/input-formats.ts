/** The two input formats of imports. An item is read when its function is called; undefined or a throw is an error. */
import type { AttributeValue, CsvOptions } from "@aws-sdk/client-dynamodb";
import { admitItem } from "../attribute/admit.ts";
import { normalizeNumber } from "../attribute/number.ts";
import { emptyItem, type Item } from "../attribute/value.ts";
import { keyAttributesOf, type Table } from "../table/table.ts";

export type ParsedItem = () => Item | undefined;

export function* itemsOfJsonLines(text: string): Generator<ParsedItem> {
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    yield () => {
      const { Item: item } = JSON.parse(line) as { readonly Item?: Record<string, AttributeValue> };
      return item && admitItem(withBytes(item));
    };
  }
}

/** JSON has binary in base64, where a decoded request has bytes. */
function withBytes(item: Record<string, AttributeValue>): Record<string, AttributeValue> {
  return JSON.parse(JSON.stringify(item), (name, value: unknown) => {
    if (name === "B" && typeof value === "string") return Buffer.from(value, "base64");
    if (name === "BS" && Array.isArray(value)) return value.map((member: string) => Buffer.from(member, "base64"));
    return value;
  }) as Record<string, AttributeValue>;
}

/** Key attributes have their types; everything else in CSV is text. */
export function* itemsOfCsv(text: string, options: CsvOptions | undefined, table: Table): Generator<ParsedItem> {
  const rows = csvRows(text, options?.Delimiter ?? ",");
  const names = options?.HeaderList ?? rows.shift() ?? [];
  const types = new Map<string, "S" | "N" | "B">();
  for (const keys of [table.keys, ...table.indexes.map((index) => index.keys)]) {
    for (const { name, type } of keyAttributesOf(keys)) types.set(name, type);
  }
  for (const row of rows) {
    yield () => {
      const item = emptyItem();
      names.forEach((name, i) => {
        const cell = row[i];
        if (cell === undefined || cell === "") return;
        const type = types.get(name) ?? "S";
        item[name] = type === "S" ? { S: cell } : type === "N" ? { N: normalizeNumber(cell) } : { B: cell };
      });
      return item;
    };
  }
}

function csvRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === delimiter) {
      row.push(cell);
      cell = "";
    } else if (character === "\n") {
      row.push(cell);
      rows.push(row);
      row = [];
      cell = "";
    } else if (character !== "\r") cell += character;
  }
  if (cell !== "" || row.length > 0) rows.push([...row, cell]);
  return rows.filter((cells) => cells.some((content) => content !== ""));
}
