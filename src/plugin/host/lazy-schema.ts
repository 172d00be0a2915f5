/** A schema that is read from its message when it is first looked at; large providers have over a thousand. */
import type { Schema } from "../../terraform/provider.ts";
import { Schema as SchemaMessage } from "../protocol/messages.ts";
import { decodeMessage } from "../protocol/protobuf.ts";
import { readSchema } from "./read-schema.ts";

export class LazySchema {
  readonly #bytes: Buffer;
  #schema: Schema | undefined;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get schema(): Schema {
    this.#schema ??= readSchema(decodeMessage(SchemaMessage, this.#bytes));
    return this.#schema;
  }
}
