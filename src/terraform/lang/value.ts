/**
 * A Terraform value: a type, its content (or null, or unknown with what is known about it), and marks.
 * Immutable. Marks sit on the value they were put on; a collection's own marks and its elements' marks are separate.
 */
import { BigFloat } from "./number.ts";
import {
  BOOL,
  compareUtf8,
  DYNAMIC,
  listOf,
  mapOf,
  NUMBER,
  objectOf,
  STRING,
  setOf,
  type Type,
  tupleOf,
} from "./type.ts";

export type Mark = "sensitive" | "ephemeral" | { readonly kind: string };

/** Content that will be known later; `refinement` says what is already certain about it. */
export class Unknown {
  readonly refinement: Refinement;
  constructor(refinement: Refinement = {}) {
    this.refinement = refinement;
  }
}

export interface Refinement {
  readonly notNull?: boolean;
  readonly stringPrefix?: string;
  readonly numberMin?: { readonly value: BigFloat; readonly inclusive: boolean };
  readonly numberMax?: { readonly value: BigFloat; readonly inclusive: boolean };
  readonly lengthMin?: number;
  readonly lengthMax?: number;
}

export type Content =
  | null
  | Unknown
  | string
  | boolean
  | BigFloat
  /** list, set (distinct, in Terraform's set order) and tuple */
  | readonly Value[]
  /** map and object, keys in order of their UTF-8 bytes */
  | ReadonlyMap<string, Value>;

const NO_MARKS: ReadonlySet<Mark> = new Set();

export class Value {
  readonly type: Type;
  readonly content: Content;
  readonly marks: ReadonlySet<Mark>;

  constructor(type: Type, content: Content, marks: ReadonlySet<Mark> = NO_MARKS) {
    this.type = type;
    this.content = content;
    this.marks = marks;
  }

  get isNull(): boolean {
    return this.content === null;
  }

  /** Known at the top; elements may still be unknown (see `isWhollyKnown` in `known.ts`). */
  get isKnown(): boolean {
    return !(this.content instanceof Unknown);
  }

  get isMarked(): boolean {
    return this.marks.size > 0;
  }

  hasMark(mark: Mark): boolean {
    return this.marks.has(mark);
  }

  withMarks(marks: Iterable<Mark>): Value {
    const all = new Set(this.marks);
    for (const mark of marks) all.add(mark);
    return all.size === this.marks.size ? this : new Value(this.type, this.content, all);
  }

  withoutMarks(): Value {
    return this.marks.size === 0 ? this : new Value(this.type, this.content);
  }

  /** The content of a known, non-null string. Wrong use is a bug, hence the assertion. */
  get string(): string {
    if (typeof this.content !== "string") throw new TypeError("Value is not a known string");
    return this.content;
  }

  get boolean(): boolean {
    if (typeof this.content !== "boolean") throw new TypeError("Value is not a known bool");
    return this.content;
  }

  get number(): BigFloat {
    if (!(this.content instanceof BigFloat)) throw new TypeError("Value is not a known number");
    return this.content;
  }

  /** Elements of a known list, set or tuple. */
  get elements(): readonly Value[] {
    if (!Array.isArray(this.content)) throw new TypeError("Value is not a known sequence");
    return this.content as readonly Value[];
  }

  /** Entries of a known map or object. */
  get entries(): ReadonlyMap<string, Value> {
    if (!(this.content instanceof Map)) throw new TypeError("Value is not a known map or object");
    return this.content as ReadonlyMap<string, Value>;
  }
}

export const stringValue = (text: string): Value => new Value(STRING, text.normalize("NFC"));
export const boolValue = (bool: boolean): Value => (bool ? TRUE : FALSE);
export const TRUE = new Value(BOOL, true);
export const FALSE = new Value(BOOL, false);
export const numberValue = (number: number | bigint | BigFloat): Value =>
  new Value(NUMBER, number instanceof BigFloat ? number : BigFloat.from(number));
export const nullValue = (type: Type = DYNAMIC): Value => new Value(type, null);
export const unknownValue = (type: Type = DYNAMIC, refinement?: Refinement): Value =>
  new Value(type, refinement ? new Unknown(refinement) : UNKNOWN);
const UNKNOWN = new Unknown();

export const listValue = (element: Type, elements: readonly Value[]): Value => new Value(listOf(element), elements);
export const tupleValue = (elements: readonly Value[]): Value =>
  new Value(tupleOf(elements.map((e) => e.type)), elements);
export const mapValue = (element: Type, entries: Iterable<readonly [string, Value]>): Value =>
  new Value(mapOf(element), sortedMap(entries));

/** An object; its type follows from its attributes unless given (as it must be when an attribute is an untyped null). */
export function objectValue(
  attributes: Iterable<readonly [string, Value]> | Readonly<Record<string, Value>>,
  type?: Type,
): Value {
  const entries = Symbol.iterator in attributes ? attributes : Object.entries(attributes);
  const sorted = sortedMap(entries as Iterable<readonly [string, Value]>);
  return new Value(type ?? objectOf(new Map([...sorted].map(([name, value]) => [name, value.type]))), sorted);
}

/** An empty set; sets with elements are made by `set.ts`, which knows equality and order. */
export const emptySet = (element: Type): Value => new Value(setOf(element), []);

function sortedMap(entries: Iterable<readonly [string, Value]>): ReadonlyMap<string, Value> {
  return new Map([...entries].sort(([a], [b]) => compareUtf8(a, b)));
}

/** One step into a value: an attribute or map key, or an index. A set element is addressed by its value. */
export type PathStep =
  | { readonly kind: "attribute"; readonly name: string }
  | { readonly kind: "index"; readonly key: string | number | Value };

export type ValuePath = readonly PathStep[];
