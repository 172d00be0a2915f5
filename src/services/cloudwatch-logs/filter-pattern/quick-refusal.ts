/**
 * Refusing a message without parsing it as JSON: a field `$.a.b` has a value that passes a test only if `"b"` stands in
 * the text before a colon and such a value. Whatever cannot be decided by looking there is not refused.
 */
export type Scalar = string | number | boolean | null;

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;
const MINUS = 45;

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
  if (code === MINUS || isDigit(code)) return numberAt(text, start);
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

const MOST_EXACT_DIGITS = 15;

function numberAt(text: string, start: number): number {
  let i = start;
  let whole = 0;
  for (; isDigit(text.charCodeAt(i)); i++) whole = whole * 10 + text.charCodeAt(i) - 48;
  if (i > start && i - start <= MOST_EXACT_DIGITS && !isNumberSign(text.charCodeAt(i))) return whole;
  while (isDigit(text.charCodeAt(i)) || isNumberSign(text.charCodeAt(i))) i++;
  return Number(text.slice(start, i));
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** One of `.+-eE`. */
const isNumberSign = (code: number): boolean =>
  code === 46 || code === 43 || code === MINUS || code === 101 || code === 69;

function pastBlanks(text: string, start: number): number {
  let i = start;
  for (let code = text.charCodeAt(i); code === 32 || code === 10 || code === 13 || code === 9; ) {
    code = text.charCodeAt(++i);
  }
  return i;
}
