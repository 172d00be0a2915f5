/**
 * What is wrong with a JSON text, as the Jackson library says it that Lambda reads events with: the sentence, and where
 * it stood. Jackson names the character itself when it did not expect it, and the place behind what it had read otherwise.
 */
export function jsonFault(text: string): string | undefined {
  const scanner = new Scanner(text);
  try {
    scanner.document();
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return `${error.message}\n at ${location(text, error.position)}`;
    throw error;
  }
}

/** The same for a byte that no UTF-8 text begins with. */
export const byteFault = (code: number): string =>
  `Unexpected character (${described(String.fromCharCode(code))}): ${A_VALUE}\n at ${location("", 0)}`;

const TOKENS = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const A_VALUE = `expected a valid value ${TOKENS}`;

class Fault extends Error {
  readonly position: number;

  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

class Scanner {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    this.#space();
    this.#value("Unexpected end-of-input");
    this.#space();
    if (this.#at < this.#text.length) throw this.#unexpected("Expected space separating root-level values");
  }

  #value(atEnd: string): void {
    const char = this.#text[this.#at];
    if (char === undefined) throw this.#fault(atEnd);
    if (char === "{") return this.#entries("Object", "}", () => this.#member());
    if (char === "[") return this.#entries("Array", "]", () => this.#value(this.#unclosed("Array")));
    if (char === '"') return this.#string("Unexpected end-of-input: was expecting closing quote for a string value");
    if (char === "-" || isDigit(char)) return this.#number();
    const word = /^[\p{L}_$][\p{L}\p{N}_$]*/u.exec(this.#text.slice(this.#at, this.#at + 256))?.[0];
    if (word === undefined) throw this.#unexpected(A_VALUE);
    this.#at += word.length;
    if (!["true", "false", "null"].includes(word)) {
      throw this.#fault(`Unrecognized token '${word}': was expecting ${TOKENS}`);
    }
  }

  readonly #starts: number[] = [];

  #entries(kind: "Object" | "Array", close: string, entry: () => void): void {
    this.#starts.push(this.#at++);
    this.#space();
    for (let first = true; first || this.#text[this.#at] !== close; first = false) {
      if (first && this.#text[this.#at] === close) break;
      if (!first) {
        this.#expect(",", `was expecting comma to separate ${kind} entries`, this.#unclosed(kind));
        this.#space();
      }
      entry();
      this.#space();
    }
    this.#at++;
    this.#starts.pop();
  }

  #member(): void {
    const name = "was expecting double-quote to start field name";
    this.#expect('"', name, this.#unclosed("Object"));
    this.#at--;
    this.#string("Unexpected end-of-input in field name");
    this.#space();
    const between = "Unexpected end-of-input within/between Object entries";
    this.#expect(":", "was expecting a colon to separate field name and value", between);
    this.#space();
    this.#value(between);
  }

  #unclosed(kind: string): string {
    const start = location(this.#text, this.#starts.at(-1) ?? 0).replace("at ", "");
    return `Unexpected end-of-input: expected close marker for ${kind} (start marker at ${start})`;
  }

  #string(atEnd: string): void {
    this.#at++;
    for (;;) {
      const char = this.#text[this.#at++];
      if (char === undefined) {
        this.#at--;
        throw this.#fault(atEnd);
      }
      if (char === '"') return;
      if (char === "\\") this.#escape();
      else if (char < " ") {
        throw this.#fault(
          `Illegal unquoted character (${described(char)}): has to be escaped using backslash to be included in string value`,
        );
      }
    }
  }

  #escape(): void {
    const char = this.#text[this.#at++] ?? "";
    if (char !== "u") {
      if (char === "" || !'"\\/bfnrt'.includes(char))
        throw this.#fault(`Unrecognized character escape ${described(char)}`);
      return;
    }
    for (let digit = 0; digit < 4; digit++, this.#at++) {
      if (!/[0-9a-fA-F]/.test(this.#text[this.#at] ?? "")) {
        throw this.#unexpected("expected a hex-digit for character escape sequence");
      }
    }
  }

  #number(): void {
    if (this.#text[this.#at] === "-") {
      this.#at++;
      this.#digit("expected digit (0-9) to follow minus sign, for valid numeric value");
    }
    if (this.#text[this.#at] === "0" && isDigit(this.#text[this.#at + 1])) {
      this.#at++;
      throw this.#fault("Invalid numeric value: Leading zeroes not allowed");
    }
    this.#digits();
    if (this.#text[this.#at] === ".") {
      this.#at++;
      this.#digit("Decimal point not followed by a digit");
      this.#digits();
    }
    if (/[eE]/.test(this.#text[this.#at] ?? "")) {
      this.#at++;
      if (/[+-]/.test(this.#text[this.#at] ?? "")) this.#at++;
      this.#digit("Exponent indicator not followed by a digit");
      this.#digits();
    }
  }

  #digit(comment: string): void {
    const char = this.#text[this.#at];
    if (isDigit(char)) return;
    if (char === undefined) throw this.#fault("Unexpected end-of-input in a Number value");
    throw new Fault(`Unexpected character (${described(char)}) in numeric value: ${comment}`, this.#at);
  }

  #digits(): void {
    while (isDigit(this.#text[this.#at])) this.#at++;
  }

  #expect(wanted: string, comment: string, atEnd: string): void {
    const char = this.#text[this.#at];
    if (char === undefined) throw this.#fault(atEnd);
    if (char !== wanted) throw this.#unexpected(comment);
    this.#at++;
  }

  #space(): void {
    for (let char = this.#text[this.#at]; char !== undefined && char <= " "; char = this.#text[this.#at]) {
      this.#at++;
      if (!" \t\r\n".includes(char)) {
        throw this.#fault(
          `Illegal character (${described(char)}): only regular white space (\\r, \\n, \\t) is allowed between tokens`,
        );
      }
    }
  }

  #unexpected(comment: string): Fault {
    return new Fault(`Unexpected character (${described(this.#text[this.#at] ?? "")}): ${comment}`, this.#at);
  }

  #fault(message: string): Fault {
    return new Fault(message, this.#at);
  }
}

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= "0" && char <= "9";

function described(char: string): string {
  const code = char.charCodeAt(0);
  if (code < 32 || (code >= 127 && code < 160)) return `(CTRL-CHAR, code ${code})`;
  return code > 255 ? `'${char}' (code ${code} / 0x${code.toString(16)})` : `'${char}' (code ${code})`;
}

function location(text: string, position: number): string {
  const before = text.slice(0, position);
  const line = before.split("\n").length;
  const column = position - before.lastIndexOf("\n");
  return `[Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: ${line}, column: ${column}]`;
}
