/** JSON bodies out: one closure a shape, which knows its members' names and writes nothing else. */

import { byShape } from "./by-shape.ts";
import type { Member, Shape, StructureShape, TimestampFormat } from "./model.ts";
import { base64, timestampText } from "./text.ts";

export type JsonWriter = (value: unknown) => string;

export interface JsonSettings {
  readonly timestamps: TimestampFormat;
  /** Whether members go by their jsonName: in restJson1 they do, in awsJson not. */
  readonly jsonNames: boolean;
}

export class JsonWriters {
  readonly of = byShape((shape): JsonWriter => this.#compile(shape));
  readonly #settings: JsonSettings;

  constructor(settings: JsonSettings) {
    this.#settings = settings;
  }

  #compile(shape: Shape): JsonWriter {
    switch (shape.kind) {
      case "string":
      case "document":
        return (value) => JSON.stringify(value);
      case "boolean":
        return String;
      case "number":
        return writeNumber;
      case "timestamp": {
        const format = shape.format ?? this.#settings.timestamps;
        if (format === "epoch-seconds") return (value) => String((value as Date).getTime() / 1000);
        return (value) => `"${timestampText(value as Date, format, false)}"`;
      }
      case "blob":
        return (value) =>
          `"${typeof value === "string" ? Buffer.from(value).toString("base64") : base64(value as Uint8Array)}"`;
      case "unit":
        return () => "{}";
      case "list":
        return listWriter(this.of(shape.item.shape));
      case "map":
        return mapWriter(this.of(shape.value.shape));
      case "structure":
      case "union":
      case "error":
        return this.structure(shape, shape.members);
    }
  }

  /** Some of a structure's members, as the body of a response whose other members went into headers. */
  structure(shape: StructureShape, members: readonly Member[]): JsonWriter {
    const names = members.map((member) => member.name);
    const keys = members.map((member) => `${JSON.stringify(this.#wireName(member))}:`);
    const writers = members.map((member) => this.of(member.shape));
    if (shape.kind === "union") return unionWriter(names, keys, writers);
    return (value) => {
      const object = value as Record<string, unknown>;
      let text = "";
      for (let i = 0; i < names.length; i++) {
        const member = object[names[i] as string];
        if (member === undefined || member === null) continue;
        text += (text === "" ? "{" : ",") + (keys[i] as string) + (writers[i] as JsonWriter)(member);
      }
      return text === "" ? "{}" : `${text}}`;
    };
  }

  #wireName(member: Member): string {
    return (this.#settings.jsonNames ? member.traits.jsonName : undefined) ?? member.name;
  }
}

/** A union has one member of many, so that one is looked up instead of all being tried. */
function unionWriter(names: readonly string[], keys: readonly string[], writers: readonly JsonWriter[]): JsonWriter {
  const indexes = new Map(names.map((name, i) => [name, i]));
  return (value) => {
    const object = value as Record<string, unknown>;
    for (const name in object) {
      const i = indexes.get(name);
      const member = object[name];
      if (i === undefined || member === undefined || member === null) continue;
      return `{${keys[i] as string}${(writers[i] as JsonWriter)(member)}}`;
    }
    return "{}";
  };
}

function listWriter(item: JsonWriter): JsonWriter {
  return (value) => {
    let text = "";
    for (const element of value as Iterable<unknown>) {
      text += (text === "" ? "[" : ",") + (element === null || element === undefined ? "null" : item(element));
    }
    return text === "" ? "[]" : `${text}]`;
  };
}

function mapWriter(write: JsonWriter): JsonWriter {
  return (value) => {
    const object = value as Record<string, unknown>;
    let text = "";
    for (const key of Object.keys(object)) {
      const entry = object[key];
      if (entry === undefined) continue;
      text += `${(text === "" ? "{" : ",") + JSON.stringify(key)}:${entry === null ? "null" : write(entry)}`;
    }
    return text === "" ? "{}" : `${text}}`;
  };
}

function writeNumber(value: unknown): string {
  return typeof value === "bigint" || Number.isFinite(value) ? String(value) : `"${String(value)}"`;
}
