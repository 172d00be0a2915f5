/**
 * Answers with items in them: for the wire their stored JSON is put in as it is, and it is read for callers inside the
 * process.
 */
import { decodedMembers, type EncodedOutput, encodedBody } from "../../../wire/encoded-body.ts";
import { itemToWire } from "../attribute/to-wire.ts";
import type { Item } from "../attribute/value.ts";

/** Something already written in JSON. */
export class Written {
  readonly text: string;
  readonly #decode: () => unknown;

  constructor(text: string, decode: () => unknown) {
    this.text = text;
    this.#decode = decode;
  }

  decoded(): unknown {
    return this.#decode();
  }
}

export function writtenItemText(text: string): Written {
  return new Written(text, () => itemToWire(JSON.parse(text) as Item));
}

export function writtenItem(item: Item): Written {
  return new Written(JSON.stringify(item), () => itemToWire(item));
}

export function writtenItems(texts: readonly string[]): Written {
  const text = `[${texts.join(",")}]`;
  return new Written(text, () => (JSON.parse(text) as Item[]).map(itemToWire));
}

/** Members that are undefined are left out; those that are not `Written` must be plain JSON. */
export function answer<Output>(members: Readonly<Record<string, unknown>>): Output {
  return new Answer(members) as Output;
}

class Answer implements EncodedOutput {
  readonly #members: Readonly<Record<string, unknown>>;

  constructor(members: Readonly<Record<string, unknown>>) {
    this.#members = members;
  }

  get [encodedBody](): string {
    let body = "";
    for (const name in this.#members) {
      const member = this.#members[name];
      if (member === undefined) continue;
      body += `${body === "" ? "{" : ","}"${name}":${member instanceof Written ? member.text : JSON.stringify(member)}`;
    }
    return body === "" ? "{}" : `${body}}`;
  }

  get [decodedMembers](): Record<string, unknown> {
    const decoded: Record<string, unknown> = {};
    for (const name in this.#members) {
      const member = this.#members[name];
      if (member !== undefined) decoded[name] = member instanceof Written ? member.decoded() : member;
    }
    return decoded;
  }
}
