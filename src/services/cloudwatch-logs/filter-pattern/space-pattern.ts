/** Patterns of space-delimited fields: `[ip, ..., status_code = 4* && status_code != 404, bytes > 1000]`. */
import { comparison } from "./comparison.ts";
import { operandOf } from "./json-pattern.ts";
import { type FilterPattern, invalidPattern } from "./pattern.ts";
import { joined, TokenStream, tokensOf } from "./tokens.ts";

interface Field {
  readonly name: string | undefined;
  readonly test?: (value: string) => boolean;
}

const ELLIPSIS: Field = { name: "..." };

export function spacePattern(text: string): FilterPattern {
  const fields = fieldsOf(new TokenStream(tokensOf(text)));
  const ellipsis = fields.indexOf(ELLIPSIS);
  if (fields.lastIndexOf(ELLIPSIS) !== ellipsis) throw invalidPattern("Invalid filter pattern");
  const before = ellipsis < 0 ? fields : fields.slice(0, ellipsis);
  const after = ellipsis < 0 ? [] : fields.slice(ellipsis + 1);

  const accepts = (values: readonly string[]): boolean => {
    const known = before.length + after.length;
    if (ellipsis < 0 ? values.length !== known : values.length < known) return false;
    const shift = values.length - after.length;
    return (
      before.every(({ test }, i) => !test || test(values[i] as string)) &&
      after.every(({ test }, i) => !test || test(values[shift + i] as string))
    );
  };
  const named = (values: readonly string[]): Record<string, string> => {
    const shift = values.length - after.length;
    return Object.fromEntries(
      values.map((value, i) => [`$${(i < before.length ? before[i] : after[i - shift])?.name ?? i + 1}`, value]),
    );
  };
  return {
    matches: (message) => accepts(splitFields(message)),
    extract: (message) => named(splitFields(message)),
    field: (message, selector) => named(splitFields(message))[selector],
  };
}

function fieldsOf(stream: TokenStream): Field[] {
  const fields: Field[] = [];
  if (!stream.peek) return [ELLIPSIS];
  do {
    fields.push(field(stream));
  } while (stream.takes(","));
  if (stream.peek) throw invalidPattern("Invalid filter pattern");
  return fields;
}

function field(stream: TokenStream): Field {
  const first = stream.peek;
  if (first === undefined || first.text === ",") return { name: undefined };
  if (stream.takes("...")) return ELLIPSIS;
  let name = "";
  // The name may be repeated with every condition, and need not be given when it stands before the first.
  const one = (): ((value: string) => boolean) => {
    const token = stream.next();
    if (token.kind !== "word" && token.kind !== "selector") throw invalidPattern("Invalid filter pattern");
    name ||= token.text.replace(/^\$/, "");
    const operator = stream.peek;
    if (operator?.kind !== "operator" || !/^(?:[!<>]?=|[<>])$/.test(operator.text)) return () => true;
    stream.next();
    return comparison(operator.text, operandOf(stream));
  };
  const test = joined(stream, one, {
    all: (parts) => (value: string) => parts.every((part) => part(value)),
    any: (parts) => (value: string) => parts.some((part) => part(value)),
  });
  return { name, test };
}

/** Fields are separated by blanks; what stands in brackets or double quotes is one. */
function splitFields(message: string): string[] {
  return [...message.matchAll(/\[([^\]]*)\]|"([^"]*)"|\S+/g)].map(
    ([whole, bracketed, quoted]) => bracketed ?? quoted ?? whole,
  );
}
