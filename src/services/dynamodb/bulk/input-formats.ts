/** The two input formats of imports. An item is read when its function is called; undefined or a throw is an error. */
import type { AttributeValue, CsvOptions } from "@aws-sdk/client-dynamodb";
import { admitItem } from "../attribute/admit.ts";
import { normalizeNumber } from "../attribute/number.ts";
import { emptyItem, type Item } from "../attribute/value.ts";
import { keyAttributesOf, type Table } from "../table/table.ts";

export type ParsedItem = () => Item | undefined;

/** Takes a file as it comes, in pieces of text. */
export interface InputFormat {
  read(text: string): Iterable<ParsedItem>;
  /** What is left at the end of the file. */
  end(): Iterable<ParsedItem>;
}

export class JsonLines implements InputFormat {
  #rest = "";

  *read(text: string): Generator<ParsedItem> {
    const lines = (this.#rest + text).split("\n");
    this.#rest = lines.pop()!;
    for (const line of lines) if (line.trim() !== "") yield () => itemOfLine(line);
  }

  *end(): Generator<ParsedItem> {
    const line = this.#rest;
    if (line.trim() !== "") yield () => itemOfLine(line);
  }
}

function itemOfLine(line: string): Item | undefined {
  const { Item: item } = JSON.parse(line) as { readonly Item?: Record<string, AttributeValue> };
  return item && admitItem(withBytes(item));
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
export class Csv implements InputFormat {
  readonly #delimiter: string;
  readonly #types = new Map<string, "S" | "N" | "B">();
  #names: readonly string[] | undefined;
  #row: string[] = [];
  #cell = "";
  /** After a quote inside a quoted cell it may be over, or the quote is doubled. */
  #state: "plain" | "quoted" | "quote" = "plain";

  constructor(options: CsvOptions | undefined, table: Table) {
    this.#delimiter = options?.Delimiter ?? ",";
    this.#names = options?.HeaderList;
    for (const keys of [table.keys, ...table.indexes.map((index) => index.keys)]) {
      for (const { name, type } of keyAttributesOf(keys)) this.#types.set(name, type);
    }
  }

  *read(text: string): Generator<ParsedItem> {
    for (const character of text) {
      if (this.#state === "quoted") {
        if (character === '"') this.#state = "quote";
        else this.#cell += character;
      } else if (this.#state === "quote" && character === '"') {
        this.#cell += '"';
        this.#state = "quoted";
      } else {
        this.#state = "plain";
        if (character === '"') this.#state = "quoted";
        else if (character === this.#delimiter) this.#endCell();
        else if (character === "\n") yield* this.#endRow();
        else if (character !== "\r") this.#cell += character;
      }
    }
  }

  *end(): Generator<ParsedItem> {
    if (this.#cell !== "" || this.#row.length > 0) yield* this.#endRow();
  }

  #endCell(): void {
    this.#row.push(this.#cell);
    this.#cell = "";
  }

  *#endRow(): Generator<ParsedItem> {
    this.#endCell();
    const row = this.#row;
    this.#row = [];
    if (row.every((cell) => cell === "")) return;
    if (this.#names) yield () => this.#item(row);
    else this.#names = row;
  }

  #item(row: readonly string[]): Item {
    const item = emptyItem();
    this.#names!.forEach((name, i) => {
      const cell = row[i];
      if (cell === undefined || cell === "") return;
      const type = this.#types.get(name) ?? "S";
      item[name] = type === "S" ? { S: cell } : type === "N" ? { N: normalizeNumber(cell) } : { B: cell };
    });
    return item;
  }
}
