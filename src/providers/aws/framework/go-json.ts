/**
 * Where and why a text is not JSON, in the words of Go's encoding/json, which the provider's messages quote. Undefined
 * for valid JSON.
 */
export interface JsonFault {
  readonly message: string;
  /** Bytes read when the fault was noticed. */
  readonly offset: number;
}

class Fault extends Error {}

export function jsonFault(text: string): JsonFault | undefined {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  const fail = (context: string): never => {
    if (at >= bytes.length) throw new Fault("unexpected end of JSON input");
    throw new Fault(`invalid character ${quoted(bytes[at] ?? 0)} ${context}`);
  };
  const peek = (): string => String.fromCharCode(bytes[at] ?? 0);
  const blank = (): void => {
    while (at < bytes.length && " \t\r\n".includes(peek())) at += 1;
  };
  const string = (): void => {
    at += 1;
    for (;;) {
      if (at >= bytes.length || (bytes[at] ?? 0) < 0x20) fail("in string literal");
      const char = peek();
      at += 1;
      if (char === '"') return;
      if (char !== "\\") continue;
      if (at >= bytes.length || !'"\\/bfnrtu'.includes(peek())) fail("in string escape code");
      const unicode = peek() === "u";
      at += 1;
      for (let i = 0; unicode && i < 4; i++, at++)
        if (at >= bytes.length || !/[0-9a-fA-F]/.test(peek())) fail("in \\u hexadecimal character escape");
    }
  };
  const digits = (context: string): void => {
    if (at >= bytes.length || !/\d/.test(peek())) fail(context);
    while (at < bytes.length && /\d/.test(peek())) at += 1;
  };
  const number = (): void => {
    if (peek() === "-") at += 1;
    if (peek() === "0") at += 1;
    else digits("in numeric literal");
    if (peek() === ".") {
      at += 1;
      digits("after decimal point in numeric literal");
    }
    if (peek() === "e" || peek() === "E") {
      at += 1;
      if (peek() === "+" || peek() === "-") at += 1;
      digits("in exponent of numeric literal");
    }
  };
  const literal = (word: string): void => {
    for (let i = 0; i < word.length; i++, at++)
      if (at >= bytes.length || peek() !== word[i])
        fail(`in literal ${word} (expecting ${quoted(word.charCodeAt(i))})`);
  };
  const object = (): void => {
    at += 1;
    blank();
    if (peek() === "}") {
      at += 1;
      return;
    }
    for (;;) {
      blank();
      if (peek() !== '"') fail("looking for beginning of object key string");
      string();
      blank();
      if (peek() !== ":") fail("after object key");
      at += 1;
      value();
      blank();
      if (peek() === "}") break;
      if (peek() !== ",") fail("after object key:value pair");
      at += 1;
    }
    at += 1;
  };
  const array = (): void => {
    at += 1;
    blank();
    if (peek() === "]") {
      at += 1;
      return;
    }
    for (;;) {
      value();
      blank();
      if (peek() === "]") break;
      if (peek() !== ",") fail("after array element");
      at += 1;
    }
    at += 1;
  };
  const value = (): void => {
    blank();
    const char = at < bytes.length ? peek() : "";
    if (char === "{") object();
    else if (char === "[") array();
    else if (char === '"') string();
    else if (char === "t") literal("true");
    else if (char === "f") literal("false");
    else if (char === "n") literal("null");
    else if (char !== "" && /[-\d]/.test(char)) number();
    else fail("looking for beginning of value");
  };
  try {
    value();
    blank();
    if (at < bytes.length) fail("after top-level value");
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return { message: error.message, offset: Math.min(at + 1, bytes.length) };
    throw error;
  }
}

/** A byte as Go's %q of a rune prints it. */
function quoted(byte: number): string {
  const char = String.fromCharCode(byte);
  if (char === "'") return `'\\''`;
  if (char === '"') return `'"'`;
  return char === "\n"
    ? "'\\n'"
    : char === "\t"
      ? "'\\t'"
      : char === "\r"
        ? "'\\r'"
        : char === "\\"
          ? "'\\\\'"
          : `'${char}'`;
}
