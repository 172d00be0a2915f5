/** `csvdecode`: a list of objects, columns named by the first line, in the strict reading of Go's encoding/csv. */
import { quoteGo } from "../../../hcl/quote.ts";
import { DYNAMIC, listOf, objectOf, STRING, type Type } from "../type.ts";
import { listValue, objectValue, stringValue, type Value } from "../value.ts";
import { type FunctionDefinition, FunctionError, param } from "./definition.ts";

const failure = (line: number, what: string): FunctionError =>
  new FunctionError(`CSV parse error on line ${line}: ${what}`);

function parse(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    if (text.startsWith("\n", at) || text.startsWith("\r\n", at)) {
      at += text[at] === "\r" ? 2 : 1;
      line++;
      continue;
    }
    const first = line;
    const record: string[] = [];
    let more = true;
    while (more) {
      const field = text[at] === '"' ? quotedField(text, at, line) : plainField(text, at, line);
      record.push(field.text.replaceAll("\r\n", "\n"));
      line += field.lines;
      at = field.end;
      more = text[at] === ",";
      if (more) at++;
    }
    if (text.startsWith("\r\n", at)) at++;
    if (text[at] === "\n") {
      at++;
      line++;
    }
    const [header] = records;
    if (header && header.length !== record.length) throw failure(first, "wrong number of fields");
    records.push(record);
  }
  return records;
}

interface Field {
  readonly text: string;
  readonly end: number;
  readonly lines: number;
}

function plainField(text: string, start: number, line: number): Field {
  const end = /[,\n]|\r\n|$/.exec(text.slice(start))?.index ?? 0;
  const field = text.slice(start, start + end);
  if (field.includes('"')) throw failure(line, 'bare " in non-quoted-field');
  return {
    text: field.endsWith("\r") && start + end === text.length ? field.slice(0, -1) : field,
    end: start + end,
    lines: 0,
  };
}

function quotedField(text: string, start: number, line: number): Field {
  const match = /^"((?:[^"]|"")*)"/.exec(text.slice(start));
  if (!match) {
    const rest = text.slice(start).replace(/\n$/, "");
    throw failure(line + rest.split("\n").length - 1, 'extraneous or missing " in quoted-field');
  }
  const [whole, inner = ""] = match;
  const end = start + whole.length;
  const lines = inner.split("\n").length - 1;
  if (end < text.length && !/^(?:,|\r?\n)/.test(text.slice(end, end + 2))) {
    throw failure(line + lines, 'extraneous or missing " in quoted-field');
  }
  return { text: inner.replaceAll('""', '"'), end, lines };
}

function headerOf(text: string): readonly string[] {
  const [header] = parse(text);
  if (!header) throw new FunctionError("missing header line");
  const seen = new Set<string>();
  for (const name of header) {
    if (seen.has(name)) throw new FunctionError(`duplicate column name ${quoteGo(name)}`);
    seen.add(name);
  }
  return header;
}

export const CSV_FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  csvdecode: {
    parameters: [param("str", STRING)],
    returns: DYNAMIC,
    typeFor: ([text]) => {
      if (!(text as Value).isKnown) return DYNAMIC;
      return listOf(objectOf(new Map(headerOf((text as Value).string).map((name) => [name, STRING]))));
    },
    call: ([text], { type }) => {
      const [header = [], ...rows] = parse((text as Value).string);
      return listValue(
        (type as { element: Type }).element,
        rows.map((row) => objectValue(header.map((name, i) => [name, stringValue(row[i] as string)] as const))),
      );
    },
  },
};
