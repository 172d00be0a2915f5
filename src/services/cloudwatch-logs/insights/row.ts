/** A row of a query: an event with its discovered fields, or what `stats` made, and the fields commands have added. */
import type { Mask } from "../data-masking.ts";
import type { EventBatch } from "../event-batch.ts";
import { lambdaField } from "./lambda-fields.ts";
import type { Value } from "./value.ts";

/** The group an event came from. */
export interface RowGroup {
  readonly account: string;
  readonly name: string;
  /** Hides what a data protection policy protects. */
  readonly mask?: Mask | undefined;
}

export interface Row {
  get(field: string): Value;
  /** The same with nothing masked. */
  unmasked(field: string): Value;
  set(field: string, value: Value): void;
  /** Of the event, in milliseconds; what rows are ordered by when nothing else is asked for. */
  readonly time: number;
}

export class EventRow implements Row {
  readonly batch: EventBatch;
  readonly group: RowGroup;
  #index: number;
  #added: Map<string, Value> | undefined;
  #message: string | undefined;
  #document: unknown;

  constructor(batch: EventBatch, index: number, group: RowGroup) {
    this.batch = batch;
    this.group = group;
    this.#index = index;
  }

  get index(): number {
    return this.#index;
  }

  /** Makes it the row of another event of the batch, for who has not kept it. */
  become(index: number): this {
    this.#index = index;
    this.#added = undefined;
    this.#message = undefined;
    this.#document = undefined;
    return this;
  }

  get time(): number {
    return this.batch.timestamps[this.#index] as number;
  }

  get message(): string {
    if (this.#message === undefined) {
      const message = this.batch.message(this.#index);
      this.#message = this.group.mask?.(message) ?? message;
    }
    return this.#message;
  }

  unmasked(field: string): Value {
    if (!this.group.mask || this.#added?.has(field)) return this.get(field);
    return new EventRow(this.batch, this.#index, { ...this.group, mask: undefined }).get(field);
  }

  set(field: string, value: Value): void {
    this.#added ??= new Map();
    this.#added.set(field, value);
  }

  get(field: string): Value {
    if (this.#added?.has(field)) return this.#added.get(field);
    switch (field) {
      case "@timestamp":
        return new Date(this.time);
      case "@message":
        return this.message;
      case "@logStream":
        return this.batch.stream;
      case "@log":
        return `${this.group.account}:${this.group.name}`;
      case "@ingestionTime":
        return new Date(this.batch.ingestedAt);
      default:
        return field.startsWith("@")
          ? (lambdaField(field, this.message) ?? this.#discovered(field))
          : this.#discovered(field);
    }
  }

  /** The JSON of the message: the whole of it, or the first object inside a line. */
  get document(): unknown {
    if (this.#document === undefined) this.#document = parseDocument(this.message) ?? null;
    return this.#document;
  }

  #discovered(field: string): Value {
    if (this.batch.flat && !this.group.mask) return scalar(this.batch.member(field, this.#index));
    return scalar(pathValue(this.document, field));
  }
}

/** A row that `stats` has made. */
export class MadeRow implements Row {
  readonly time = 0;
  readonly #values: Map<string, Value>;

  constructor(values: Map<string, Value>) {
    this.#values = values;
  }

  get(field: string): Value {
    return this.#values.get(field);
  }

  unmasked(field: string): Value {
    return this.get(field);
  }

  set(field: string, value: Value): void {
    this.#values.set(field, value);
  }
}

function parseDocument(message: string): unknown {
  const start = message.indexOf("{");
  if (start < 0) return undefined;
  try {
    return JSON.parse(message.slice(start)) as unknown;
  } catch {
    return undefined;
  }
}

// A name with dots is a path, unless the document has a field of just that name.
function pathValue(document: unknown, path: string): unknown {
  if (typeof document !== "object" || document === null) return undefined;
  if (Object.hasOwn(document, path)) return (document as Record<string, unknown>)[path];
  for (let dot = path.indexOf("."); dot > 0; dot = path.indexOf(".", dot + 1)) {
    const head = path.slice(0, dot);
    if (!Object.hasOwn(document, head)) continue;
    const found = pathValue((document as Record<string, unknown>)[head], path.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

function scalar(value: unknown): Value {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "string" || typeof value === "number") return value;
  return typeof value === "boolean" ? (value ? 1 : 0) : JSON.stringify(value);
}
