/** `random_id`, `random_bytes` and the random UUIDs. */
import { randomBytes, randomUUID } from "node:crypto";
import { NUMBER, STRING } from "../../terraform/lang/type.ts";
import type { ResourceType } from "../../terraform/provider.ts";
import { defineEphemeralResource } from "../framework/ephemeral-resource.ts";
import type { PlainObject } from "../framework/plain.ts";
import { defineResource, ProviderFailure } from "../framework/resource.ts";
import { atLeast } from "../framework/validate.ts";
import { input, keepers, result } from "./common.ts";

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
    if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) {
      const at = text.search(/[^A-Za-z0-9_-]/);
      return new ProviderFailure(
        "Import Random ID Error",
        `While attempting to import a random id there was a decoding error.\n\n+Retry the Terraform operation. If the error still occurs or happens regularly, please contact the provider developer with hardware and operating system information.\n\nOriginal Error: illegal base64 data at input byte ${at < 0 ? text.length - 1 : at}`,
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
    const bytes = Buffer.from(id, "base64");
    if (bytes.toString("base64") !== id) {
      return new ProviderFailure(
        "Import Random bytes Error",
        "There was an error during the parsing of the base64 string.\n\nOriginal Error: illegal base64 data at input byte 0",
      );
    }
    return { ...encodings(bytes), length: bytes.length };
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

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function uuidResource(make: () => string): ResourceType {
  return defineResource({
    schema: { attributes: { keepers, result: result({ type: STRING }), id: result({ type: STRING }) } },
    create() {
      const uuid = make();
      return { id: uuid, result: uuid };
    },
    import(id) {
      if (UUID.test(id)) return { id: id.toLowerCase(), result: id.toLowerCase() };
      return new ProviderFailure(
        "Import Random UUID Error",
        "There was an error during the parsing of the UUID.\n\nOriginal Error: uuid string is wrong length",
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

export const randomUuid = uuidResource(plainUuid);
export const randomUuid4 = uuidResource(randomUUID);
export const randomUuid7 = uuidResource(timeUuid);
