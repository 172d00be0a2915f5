/** A row of a query: an event with its discovered fields, or what `stats` made, and the fields commands have added. */
import type { Mask } from "../data-masking.ts";
import type { EventBatch } from "../event-batch.ts";
import type { GroupTransform } from "../transformers.ts";
import { lambdaField } from "./lambda-fields.ts";
import { parsedValue, pathValue, Structure, scalar, type Value } from "./value.ts";

/** The group an event came from. */
export interface RowGroup {
  readonly account: string;
  readonly name: string;
  /** Hides what a data protection policy protects. */
  readonly mask?: Mask | undefined;
  /** Makes the JSON that fields are discovered in. */
  readonly transform?: GroupTransform | undefined;
}

export interface Row {
  get(field: string): Value;
  /** The same with nothing masked. */
  unmasked(field: string): Value;
  set(field: string, value: Value): void;
  /** Another row with the same fields. */
  copy(): Row;
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

  copy(): EventRow {
    const copy = new EventRow(this.batch, this.#index, this.group);
    copy.#added = new Map(this.#added);
    return copy;
  }

  get(field: string): Value {
    if (this.#added) {
      if (this.#added.has(field)) return this.#added.get(field);
      const part = partOf(this.#added, field);
      if (part !== undefined) return part;
    }
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
    if (this.#document === undefined) this.#document = parseDocument(this.#transformed() ?? this.message) ?? null;
    return this.#document;
  }

  #transformed(): string | undefined {
    const { transform } = this.group;
    if (!transform || this.batch.ingestedAt < transform.since) return undefined;
    const made = transform.transform(this.batch.message(this.#index));
    return made === undefined ? undefined : (this.group.mask?.(made) ?? made);
  }

  #discovered(field: string): Value {
    if (this.batch.flat && !this.group.mask && !this.group.transform)
      return scalar(this.batch.member(field, this.#index));
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
    return this.#values.get(field) ?? partOf(this.#values, field);
  }

  unmasked(field: string): Value {
    return this.get(field);
  }

  set(field: string, value: Value): void {
    this.#values.set(field, value);
  }

  copy(): MadeRow {
    return new MadeRow(new Map(this.#values));
  }
}

/** A field such as `map.name` or `list.0` of a structure that the row has. */
function partOf(values: ReadonlyMap<string, Value>, field: string): Value {
  for (let dot = field.indexOf("."); dot > 0; dot = field.indexOf(".", dot + 1)) {
    const whole = values.get(field.slice(0, dot));
    if (whole instanceof Structure) return parsedValue(pathValue(whole.content, field.slice(dot + 1)));
  }
  return undefined;
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
