/**
 * Refusing a message without parsing it as JSON: a field `$.a.b` has a value that passes a test only if `"b"` stands in
 * the text before a colon and such a value. Whatever cannot be decided by looking there is not refused.
 */
import { numberAt, pastBlanks, type Scalar } from "../flat-json.ts";

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;
const MINUS = 45;
const ZERO = 48;
const NINE = 57;

/** Whether a field of this name may have a value, in some object of the text, that passes the test. */
export function mayHave(name: string, test: (value: Scalar) => boolean): (text: string) => boolean {
  const needle = `"${name}"`;
  return (text) => {
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
      let i = pastBlanks(text, at + needle.length);
      if (text.charCodeAt(i) !== COLON) continue;
      i = pastBlanks(text, i + 1);
      const value = scalarAt(text, i);
      if (value === UNDECIDED || (value !== STRUCTURE && test(value))) return true;
    }
    // A name may be written with escapes.
    return text.includes("\\u");
  };
}

const UNDECIDED = Symbol("undecided");
const STRUCTURE = Symbol("structure");

function scalarAt(text: string, start: number): Scalar | typeof UNDECIDED | typeof STRUCTURE {
  const code = text.charCodeAt(start);
  if (code === MINUS || (code >= ZERO && code <= NINE)) return numberAt(text, start);
  if (code === QUOTE) {
    const end = text.indexOf('"', start + 1);
    if (end < 0) return UNDECIDED;
    for (let i = start + 1; i < end; i++) if (text.charCodeAt(i) === BACKSLASH) return UNDECIDED;
    return text.slice(start + 1, end);
  }
  if (text.startsWith("true", start)) return true;
  if (text.startsWith("false", start)) return false;
  if (text.startsWith("null", start)) return null;
  return text[start] === "{" || text[start] === "[" ? STRUCTURE : UNDECIDED;
}
