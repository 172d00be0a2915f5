/**
 * Reading members of JSON without parsing it, where that is exact: in objects of scalars whose strings have no escapes,
 * a quoted name before a colon can only be the name of a member. Most structured logs are such objects.
 */
export type Scalar = string | number | boolean | null;

const BLANK = "[ \\t\\n\\r]*";
const STRING = '"[^"\\\\\\x00-\\x1f]*"';
const NUMBER = "-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][+-]?\\d+)?";
const MEMBER = `${STRING}${BLANK}:${BLANK}(?:${STRING}|${NUMBER}|true|false|null)${BLANK}`;
const FLAT_OBJECT = new RegExp(`^${BLANK}\\{${BLANK}(?:${MEMBER}(?:,${BLANK}${MEMBER})*)?\\}${BLANK}$`);
/** Longer ones are not worth the look. */
const LONGEST = 16_384;

/** Whether the members of a message can be read by their quoted names: it is a flat object, or has no quotes at all. */
export const isFlat = (message: string): boolean =>
  message.length <= LONGEST && (FLAT_OBJECT.test(message) || !message.includes('"'));

/** One member of many flat messages that stand one behind the other in a text. Fast when they are read in order. */
export class FlatMember {
  readonly #text: string;
  /** The name and the quote behind it: there are too many quotes for a search to begin with the one before it. */
  readonly #needle: string;
  /** The first place at or behind `#from` where the name stands. */
  #from = 0;
  #found = -1;
  #readFrom = -1;
  #read: Scalar | undefined;
  /** The latest value that is a text; most often the next is the same. */
  #latest = "";

  /** The text has one character for each byte of UTF-8. */
  constructor(text: string, name: string) {
    this.#text = text;
    this.#needle = `${Buffer.from(name).toString("latin1")}"`;
    // Such a name cannot stand in a string without escapes.
    if (/["\\]|\p{Cc}/u.test(name)) this.#found = Number.POSITIVE_INFINITY;
  }

  /** The value in the message between two places; the last one where a name is repeated, as JSON.parse has it. */
  read(start: number, end: number): Scalar | undefined {
    // The same member of the same message is often asked for more than once.
    if (start !== this.#readFrom) {
      this.#readFrom = start;
      this.#read = this.#search(start, end);
    }
    return this.#read;
  }

  #search(start: number, end: number): Scalar | undefined {
    let value: Scalar | undefined;
    if (this.#found < start || this.#from > start) this.#seek(start);
    while (this.#found < end) {
      const colon = pastBlanks(this.#text, this.#found + this.#needle.length);
      if (this.#text.charCodeAt(colon) === COLON) value = this.#valueAt(pastBlanks(this.#text, colon + 1));
      this.#seek(colon);
    }
    return value;
  }

  #seek(from: number): void {
    let found = this.#text.indexOf(this.#needle, from);
    while (found > 0 && this.#text.charCodeAt(found - 1) !== QUOTE) {
      found = this.#text.indexOf(this.#needle, found + 1);
    }
    this.#from = from;
    this.#found = found < 0 ? Number.POSITIVE_INFINITY : found;
  }

  #valueAt(start: number): Scalar {
    const text = this.#text;
    switch (text.charCodeAt(start)) {
      case QUOTE: {
        const latest = this.#latest;
        if (text.charCodeAt(start + 1 + latest.length) === QUOTE && text.startsWith(latest, start + 1)) return latest;
        const value = text.slice(start + 1, text.indexOf('"', start + 1));
        if (/[\x80-\xff]/.test(value)) return Buffer.from(value, "latin1").toString();
        this.#latest = value;
        return value;
      }
      case SMALL_T:
        return true;
      case SMALL_F:
        return false;
      case SMALL_N:
        return null;
      default:
        return numberAt(text, start);
    }
  }
}

const QUOTE = 34;
const COLON = 58;
const SMALL_F = 102;
const SMALL_N = 110;
const SMALL_T = 116;
const MINUS = 45;
const MOST_EXACT_DIGITS = 15;

/** The number that begins at a place. */
export function numberAt(text: string, start: number): number {
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

export function pastBlanks(text: string, start: number): number {
  let i = start;
  for (let code = text.charCodeAt(i); code === 32 || code === 10 || code === 13 || code === 9; ) {
    code = text.charCodeAt(++i);
  }
  return i;
}
