/** `uuid`, `uuidv5` and `bcrypt`. */
import { createHash, randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import type * as Bcrypt from "bcryptjs";
import { NUMBER, STRING } from "../type.ts";
import { stringValue, unknownValue, type Value } from "../value.ts";
import { type FunctionDefinition, FunctionError, param } from "./definition.ts";
import { wholeNumber } from "./whole-number.ts";

const NAMESPACES: Readonly<Record<string, string>> = {
  dns: "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
  url: "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
  oid: "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
  x500: "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
};

function namespaceBytes(name: string): Buffer {
  const known = Object.hasOwn(NAMESPACES, name) ? NAMESPACES[name] : undefined;
  const text = known ?? name;
  const bare = /^(?:urn:uuid:)?\{?([0-9a-fA-F-]+)\}?$/.exec(text)?.[1]?.replaceAll("-", "");
  if (bare?.length === 32) return Buffer.from(bare, "hex");
  const reason = [36, 32, 38, 45].includes(text.length) ? "invalid UUID format" : `invalid UUID length: ${text.length}`;
  throw new FunctionError(`uuidv5() doesn't support namespace ${name} (${reason})`);
}

function uuidv5([namespace, name]: readonly Value[]): Value {
  const bytes = createHash("sha1")
    .update(namespaceBytes((namespace as Value).string))
    .update((name as Value).string)
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8(((bytes[6] as number) & 0x0f) | 0x50, 6);
  bytes.writeUInt8(((bytes[8] as number) & 0x3f) | 0x80, 8);
  const hex = bytes.toString("hex");
  return stringValue(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"));
}

const DEFAULT_COST = 10;

/** Loaded when first called, since hardly any configuration does. Costs out of range are brought to Go's. */
function bcrypt(text: string, cost: number): string {
  const { genSaltSync, hashSync } = createRequire(import.meta.url)("bcryptjs") as Pick<
    typeof Bcrypt,
    "genSaltSync" | "hashSync"
  >;
  if (Buffer.byteLength(text) > 72) {
    throw new FunctionError("error occured generating password bcrypt: password length exceeds 72 bytes");
  }
  if (cost > 31) {
    throw new FunctionError(
      `error occured generating password crypto/bcrypt: cost ${cost} is outside allowed range (4,31)`,
    );
  }
  const salt = genSaltSync(cost < 4 ? DEFAULT_COST : cost).replace(/^\$2[bxy]\$/, "$2a$");
  return hashSync(text, salt);
}

export const IDENTITY_FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  uuid: {
    parameters: [],
    returns: STRING,
    call: (_, { scope }) => (scope.pureOnly ? unknownValue(STRING, { notNull: true }) : stringValue(randomUUID())),
  },
  uuidv5: { parameters: [param("namespace", STRING), param("name", STRING)], returns: STRING, call: uuidv5 },
  bcrypt: {
    parameters: [param("str", STRING)],
    variadic: param("cost", NUMBER),
    returns: STRING,
    call: (args, { scope }) => {
      if (scope.pureOnly) return unknownValue(STRING, { notNull: true });
      if (args.length > 2) throw new FunctionError("bcrypt() takes no more than two arguments");
      return stringValue(bcrypt((args[0] as Value).string, args[1] ? wholeNumber(args[1]) : DEFAULT_COST));
    },
  },
};
