/** One remote object as the state keeps it: attributes as JSON under a schema version, with what belongs to them. */
import { fromJson, JsonValueError, toJson } from "../lang/json.ts";
import { markWithPaths, SENSITIVE, unmarkDeepWithPaths } from "../lang/marks.ts";
import type { Type } from "../lang/type.ts";
import type { Mark, Value, ValuePath } from "../lang/value.ts";
import { nestAttributes } from "./flat-attributes.ts";
import { isArray, type Json, membersOf } from "./json.ts";

export interface ObjectMeta {
  readonly status: "ready" | "tainted";
  /** Config addresses of the resources it depends on, sorted. */
  readonly dependencies: readonly string[];
  readonly createBeforeDestroy: boolean;
  /** What the provider keeps with it. */
  readonly private?: Uint8Array | undefined;
  /** The attributes are those of an old state file, each a text under its whole path. */
  readonly flat?: boolean;
}

export class StoredObject implements ObjectMeta {
  readonly schemaVersion: number;
  readonly sensitivePaths: readonly ValuePath[];
  readonly status: "ready" | "tainted";
  readonly dependencies: readonly string[];
  readonly createBeforeDestroy: boolean;
  readonly private: Uint8Array | undefined;
  readonly flat: boolean;
  #attributes: Json | undefined;
  #value: Value | undefined;
  /** The type that the value was read under, if it was. */
  #readAs: Type | undefined;
  readonly #type: Type | undefined;

  private constructor(
    schemaVersion: number,
    sensitivePaths: readonly ValuePath[],
    meta: ObjectMeta,
    attributes: Json | undefined,
    value: Value | undefined,
    type: Type | undefined,
  ) {
    this.schemaVersion = schemaVersion;
    this.sensitivePaths = sensitivePaths;
    this.status = meta.status;
    this.dependencies = meta.dependencies;
    this.createBeforeDestroy = meta.createBeforeDestroy;
    this.private = meta.private;
    this.flat = meta.flat === true;
    this.#attributes = attributes;
    this.#value = value;
    this.#type = type;
  }

  static fromJson(
    attributes: Json,
    schemaVersion: number,
    sensitivePaths: readonly ValuePath[],
    meta: ObjectMeta,
  ): StoredObject {
    return new StoredObject(schemaVersion, sensitivePaths, meta, attributes, undefined, undefined);
  }

  /** `type` is the schema's; the value may have more exact parts where that leaves the type open. */
  static fromValue(value: Value, type: Type, schemaVersion: number, meta: ObjectMeta): StoredObject {
    const { value: plain, marks } = unmarkDeepWithPaths(value);
    const sensitive = marks.filter((m) => m.marks.has(SENSITIVE)).map((m) => m.path);
    return new StoredObject(schemaVersion, sensitive, meta, undefined, plain, type);
  }

  /** As the file has them; numbers are exact. */
  get attributes(): Json {
    this.#attributes ??= toJson(this.#value as Value, this.#type as Type);
    return this.#attributes;
  }

  /** The attributes as nested JSON, for which an old state file needs the schema's type. */
  nested(type: Type): Json {
    return this.flat ? nestAttributes(this.attributes, type) : this.attributes;
  }

  /** The value under the schema's type, with sensitive parts marked. Throws JsonValueError when it does not fit. */
  value(type: Type): Value {
    if (!this.#value || (this.#readAs && this.#readAs !== type)) {
      this.#value = readAttributes(this.nested(type), type);
      this.#readAs = type;
    }
    if (this.sensitivePaths.length === 0) return this.#value;
    const marks = this.sensitivePaths.map((path) => ({ path, marks: new Set<Mark>([SENSITIVE]) }));
    return markWithPaths(this.#value, marks);
  }

  with(changes: Partial<ObjectMeta>): StoredObject {
    const meta: ObjectMeta = {
      status: changes.status ?? this.status,
      dependencies: changes.dependencies ?? this.dependencies,
      createBeforeDestroy: changes.createBeforeDestroy ?? this.createBeforeDestroy,
      private: "private" in changes ? changes.private : this.private,
      flat: this.flat,
    };
    const { schemaVersion, sensitivePaths } = this;
    const copy = new StoredObject(schemaVersion, sensitivePaths, meta, this.#attributes, this.#value, this.#type);
    copy.#readAs = this.#readAs;
    return copy;
  }
}

function readAttributes(attributes: Json, type: Type): Value {
  try {
    return fromJson(attributes, type);
  } catch (error) {
    if (!(error instanceof JsonValueError)) throw error;
    return fromJson(withoutRemoved(attributes, type), type);
  }
}

/** Attributes that the schema does not have any more are left out, at any depth, as Terraform does. */
function withoutRemoved(data: Json, type: Type): Json {
  if (type.kind === "list" || type.kind === "set") {
    return isArray(data) ? data.map((item) => withoutRemoved(item, type.element)) : data;
  }
  const members = type.kind === "object" || type.kind === "map" ? membersOf(data) : undefined;
  if (!members) return data;
  const kept = new Map<string, Json>();
  for (const [name, item] of members) {
    const inner = type.kind === "object" ? type.attributes.get(name) : (type as { element: Type }).element;
    if (inner) kept.set(name, withoutRemoved(item, inner));
  }
  return kept;
}
