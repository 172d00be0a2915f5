/**
 * JSON bodies in, and what is parsed like them (CBOR): one closure a shape, which checks types, drops what the shape
 * does not know and null members, and turns blobs and timestamps into bytes and dates. It works in place on the freshly
 * parsed body, because nearly all of it stays as it is.
 */

import { byShape } from "./by-shape.ts";
import type { JsonSettings } from "./json-writer.ts";
import type { Member, Shape, StructureShape, Target } from "./model.ts";
import type { TypeMismatch } from "./type-mismatch.ts";

export type JsonReader = (value: unknown) => unknown;

export class JsonReaders {
  readonly #shape = byShape((shape): JsonReader => this.#compile(shape));
  readonly #settings: JsonSettings;
  readonly #mismatch: TypeMismatch;

  constructor(settings: JsonSettings, mismatch: TypeMismatch) {
    this.#settings = settings;
    this.#mismatch = mismatch;
  }

  /** A target and not a shape, because AWS's words for a wrong number depend on its constraint's type. */
  of(target: Target): JsonReader {
    if (target.shape.kind === "number") return this.#number(target.constraint?.type);
    return this.#shape(target.shape);
  }

  #compile(shape: Shape): JsonReader {
    const mismatch = this.#mismatch.mismatch;
    switch (shape.kind) {
      case "string":
        return (value) => (typeof value === "string" ? value : mismatch(value, "String"));
      case "boolean":
        return (value) => (typeof value === "boolean" ? value : mismatch(value, "Boolean"));
      case "number":
        return this.#number(undefined);
      case "timestamp":
        return (value) => this.#timestamp(value);
      case "blob":
        return (value) => {
          if (typeof value === "string") return this.#mismatch.blob(value);
          return value instanceof Uint8Array ? Buffer.from(value) : mismatch(value, "Blob");
        };
      case "document":
      case "unit":
        return (value) => value;
      case "list":
        return this.#list(shape.item);
      case "map":
        return this.#map(this.of(shape.value), shape.name);
      case "structure":
      case "union":
      case "error":
        return this.structure(shape, shape.members);
    }
  }

  /** Some of a structure's members, as the body of a request whose other members came in headers or the path. */
  structure(shape: StructureShape, members: readonly Member[]): JsonReader {
    const mismatch = this.#mismatch.mismatch;
    const readers: Record<string, JsonReader> = Object.create(null);
    const names: Record<string, string> = Object.create(null);
    let renamed = false;
    for (const member of members) {
      const wireName = (this.#settings.jsonNames ? member.traits.jsonName : undefined) ?? member.name;
      readers[wireName] = this.of(member);
      names[wireName] = member.name;
      renamed ||= wireName !== member.name;
    }
    const type = shape.name;
    if (!renamed) {
      return (value) => {
        if (typeof value !== "object" || value === null || Array.isArray(value))
          return mismatch(value, "structure", type);
        const object = value as Record<string, unknown>;
        for (const name in object) {
          const reader = readers[name];
          const member = object[name];
          if (reader === undefined || member === null) {
            delete object[name];
            continue;
          }
          const read = reader(member);
          if (read !== member) object[name] = read;
        }
        return object;
      };
    }
    return (value) => {
      if (typeof value !== "object" || value === null || Array.isArray(value))
        return mismatch(value, "structure", type);
      const object = value as Record<string, unknown>;
      const result: Record<string, unknown> = {};
      for (const wireName in object) {
        const reader = readers[wireName];
        const member = object[wireName];
        if (reader !== undefined && member !== null) result[names[wireName] as string] = reader(member);
      }
      return result;
    };
  }

  #list(item: Target): JsonReader {
    const mismatch = this.#mismatch.mismatch;
    const read = this.of(item);
    return (value) => {
      if (!Array.isArray(value)) return mismatch(value, "list");
      for (let i = 0; i < value.length; i++) {
        const element: unknown = value[i];
        if (element !== null) value[i] = read(element);
      }
      return value;
    };
  }

  #map(read: JsonReader, type: string): JsonReader {
    const mismatch = this.#mismatch.mismatch;
    return (value) => {
      if (typeof value !== "object" || value === null || Array.isArray(value)) return mismatch(value, "map", type);
      const object = value as Record<string, unknown>;
      for (const key in object) {
        const entry = object[key];
        if (entry === null) continue;
        const result = read(entry);
        if (result !== entry) object[key] = result;
      }
      return object;
    };
  }

  /** A number whose type is not known may be any; in AWS's words it is an integer. */
  #number(type: "integer" | "long" | "double" | "float" | undefined): JsonReader {
    const mismatch = this.#mismatch.mismatch;
    const name = type === undefined ? "Integer" : `${type[0]?.toUpperCase()}${type.slice(1)}`;
    const whole = type === "integer" || type === "long";
    return (value) => {
      if (typeof value === "number") return whole ? Math.trunc(value) : value;
      if (!whole && (value === "NaN" || value === "Infinity" || value === "-Infinity")) return Number(value);
      return mismatch(value, name);
    };
  }

  #timestamp(value: unknown): Date {
    const mismatch = this.#mismatch.mismatch;
    if (typeof value === "number") return new Date(Math.round(value * 1000));
    const date = typeof value === "string" ? new Date(value) : undefined;
    return date === undefined || Number.isNaN(date.getTime()) ? (mismatch(value, "Date") as Date) : date;
  }
}
