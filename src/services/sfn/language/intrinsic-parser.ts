/** Reads a call of an intrinsic function: `States.Format('{} {}', $.a, States.UUID())`. */

export type IntrinsicArgument =
  | { readonly kind: "value"; readonly value: string | number | boolean | null }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "call"; readonly call: IntrinsicCall };

export interface IntrinsicCall {
  readonly name: string;
  readonly args: readonly IntrinsicArgument[];
}

/** Undefined when the text is no call. */
export function parseIntrinsic(text: string): IntrinsicCall | undefined {
  const reader = { text, at: 0 };
  const call = readCall(reader);
  skipBlanks(reader);
  return reader.at === text.length ? call : undefined;
}

interface Reader {
  readonly text: string;
  at: number;
}

function skipBlanks(reader: Reader): void {
  while (/\s/.test(reader.text[reader.at] ?? "")) reader.at++;
}

function readCall(reader: Reader): IntrinsicCall | undefined {
  const name = /^States\.([A-Za-z0-9]+)\s*\(/.exec(reader.text.slice(reader.at));
  if (!name) return undefined;
  reader.at += name[0].length;
  const args: IntrinsicArgument[] = [];
  for (;;) {
    skipBlanks(reader);
    if (reader.text[reader.at] === ")" && args.length === 0) break;
    const argument = readArgument(reader);
    if (!argument) return undefined;
    args.push(argument);
    skipBlanks(reader);
    const sign = reader.text[reader.at];
    if (sign === ")") break;
    if (sign !== ",") return undefined;
    reader.at++;
  }
  reader.at++;
  return { name: name[1] ?? "", args };
}

function readArgument(reader: Reader): IntrinsicArgument | undefined {
  const rest = reader.text.slice(reader.at);
  if (rest.startsWith("States.")) {
    const call = readCall(reader);
    return call && { kind: "call", call };
  }
  if (rest.startsWith("'")) return readString(reader);
  const token = rest.startsWith("$") ? readPathToken(rest) : /^[^\s,()]+/.exec(rest)?.[0];
  if (token === undefined) return undefined;
  reader.at += token.length;
  if (token.startsWith("$")) return { kind: "path", path: token };
  if (token === "true" || token === "false") return { kind: "value", value: token === "true" };
  if (token === "null") return { kind: "value", value: null };
  const number = Number(token);
  return Number.isNaN(number) ? undefined : { kind: "value", value: number };
}

// A path may have commas and brackets of its own inside square brackets.
function readPathToken(text: string): string {
  let depth = 0;
  let at = 0;
  for (; at < text.length; at++) {
    const sign = text[at] ?? "";
    if (sign === "[") depth++;
    else if (sign === "]") depth--;
    else if (depth === 0 && /[\s,)]/.test(sign)) break;
  }
  return text.slice(0, at);
}

function readString(reader: Reader): IntrinsicArgument | undefined {
  let value = "";
  for (let at = reader.at + 1; at < reader.text.length; at++) {
    const sign = reader.text[at] ?? "";
    if (sign === "\\") {
      const escaped = reader.text[++at] ?? "";
      // Escaped braces stay escaped until States.Format reads them.
      value += escaped === "{" || escaped === "}" ? `\\${escaped}` : escaped;
    } else if (sign === "'") {
      reader.at = at + 1;
      return { kind: "value", value };
    } else value += sign;
  }
  return undefined;
}
