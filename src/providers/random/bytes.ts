/** `random_id`, `random_bytes` and the random UUIDs. */
import { randomBytes, randomUUID } from "node:crypto";
import { NUMBER, STRING } from "../../terraform/lang/type.ts";
import type { ResourceType } from "../../terraform/provider.ts";
import { base64Problem } from "../framework/base64.ts";
import { defineEphemeralResource } from "../framework/ephemeral-resource.ts";
import type { PlainObject } from "../framework/plain.ts";
import { defineResource, ProviderFailure } from "../framework/resource.ts";
import { atLeast } from "../framework/validate.ts";
import { input, keepers, RETRY, result } from "./common.ts";
import { type ParsedUuid, parsePlainUuid, parseUuid } from "./uuid.ts";

function idAttributes(bytes: Buffer, prefix: string): PlainObject {
  const url = bytes.toString("base64url");
  return {
    id: url,
    b64_url: prefix + url,
    b64_std: prefix + bytes.toString("base64"),
    hex: prefix + bytes.toString("hex"),
    dec: prefix + (bytes.length === 0 ? "0" : BigInt(`0x${bytes.toString("hex")}`).toString()),
  };
}

export const randomId = defineResource({
  schema: {
    attributes: {
      byte_length: input({ type: NUMBER, required: true }),
      prefix: input({ type: STRING, optional: true }),
      keepers,
      id: result({ type: STRING }),
      b64_url: result({ type: STRING }),
      b64_std: result({ type: STRING }),
      hex: result({ type: STRING }),
      dec: result({ type: STRING }),
    },
  },
  create: ({ byte_length, prefix }) =>
    idAttributes(randomBytes(byte_length as number), (prefix as string | null) ?? ""),
  import(id) {
    const comma = id.lastIndexOf(",");
    const prefix = comma < 0 ? "" : id.slice(0, comma);
    const text = id.slice(comma + 1);
    const problem = base64Problem(text, { url: true, padded: false });
    if (problem !== undefined) {
      return new ProviderFailure(
        "Import Random ID Error",
        `While attempting to import a random id there was a decoding error.\n\n+${RETRY}Original Error: ${problem}`,
      );
    }
    const bytes = Buffer.from(text, "base64url");
    return { ...idAttributes(bytes, prefix), byte_length: bytes.length, prefix: prefix === "" ? null : prefix };
  },
});

const length = input({ type: NUMBER, required: true, check: atLeast(1) });
const encodings = (bytes: Buffer): PlainObject => ({ base64: bytes.toString("base64"), hex: bytes.toString("hex") });

export const randomBytesResource = defineResource({
  schema: {
    attributes: {
      length,
      keepers,
      base64: result({ type: STRING, sensitive: true }),
      hex: result({ type: STRING, sensitive: true }),
    },
  },
  create: (planned) => encodings(randomBytes(planned["length"] as number)),
  import(id) {
    const problem = base64Problem(id, { url: false, padded: true });
    if (problem !== undefined) {
      return new ProviderFailure(
        "Import Random bytes Error",
        `There was an error during the parsing of the base64 string.\n\n${RETRY}Original Error: ${problem}`,
      );
    }
    const bytes = Buffer.from(id, "base64");
    return { ...encodings(bytes), base64: id, length: bytes.length };
  },
});

export const ephemeralBytes = defineEphemeralResource({
  schema: {
    attributes: {
      length: { type: NUMBER, required: true, check: atLeast(1) },
      base64: { type: STRING, computed: true, sensitive: true },
      hex: { type: STRING, computed: true, sensitive: true },
    },
  },
  open: (config) => encodings(randomBytes(config["length"] as number)),
});

function uuidResource(make: () => string, parse: (text: string) => ParsedUuid): ResourceType {
  return defineResource({
    schema: { attributes: { keepers, result: result({ type: STRING }), id: result({ type: STRING }) } },
    create() {
      const uuid = make();
      return { id: uuid, result: uuid };
    },
    import(id) {
      const parsed = parse(id);
      if ("uuid" in parsed) return { id: parsed.uuid, result: parsed.uuid };
      return new ProviderFailure(
        "Import Random UUID Error",
        `There was an error during the parsing of the UUID.\n\n${RETRY}Original Error: ${parsed.error}`,
      );
    },
  });
}

/** 16 random bytes in UUID form, without the version bits a proper UUID has: so the real provider makes them. */
function plainUuid(): string {
  return randomBytes(16)
    .toString("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Version 7: 48 bits of milliseconds, then random. */
function timeUuid(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export const randomUuid = uuidResource(plainUuid, parsePlainUuid);
export const randomUuid4 = uuidResource(randomUUID, parseUuid);
export const randomUuid7 = uuidResource(timeUuid, parseUuid);
