/** Values as a CBOR body holds them: one closure a shape, which leaves out what the shape does not know. */

import { byShape } from "./by-shape.ts";
import type { Shape, StructureShape } from "./model.ts";

export type CborWriter = (value: unknown) => unknown;

const asIs: CborWriter = (value) => value;

export class CborWriters {
  readonly of = byShape((shape): CborWriter => this.#compile(shape));

  #compile(shape: Shape): CborWriter {
    switch (shape.kind) {
      case "blob":
        return (value) => (typeof value === "string" ? Buffer.from(value) : value);
      case "list": {
        const write = this.of(shape.item.shape);
        return (value) => Array.from(value as Iterable<unknown>, (item) => item ?? null).map(present(write));
      }
      case "map": {
        const write = present(this.of(shape.value.shape));
        return (value) =>
          Object.fromEntries(
            Object.entries(value as object)
              .filter(([, entry]) => entry !== undefined)
              .map(([key, entry]) => [key, write(entry)]),
          );
      }
      case "structure":
      case "union":
      case "error":
        return this.#structure(shape);
      default:
        return asIs;
    }
  }

  #structure({ members }: StructureShape): CborWriter {
    const known = members.map(({ name, shape }) => ({ name, write: this.of(shape) }));
    return (value) => {
      const object = value as Record<string, unknown>;
      const result: Record<string, unknown> = {};
      for (const { name, write } of known) {
        const member = object[name];
        if (member !== undefined && member !== null) result[name] = write(member);
      }
      return result;
    };
  }
}

const present =
  (write: CborWriter): CborWriter =>
  (value) =>
    value === null ? null : write(value);
