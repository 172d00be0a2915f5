/** Base64, URL, JSON and hash functions. */

import { constants, createHash, createPrivateKey, privateDecrypt } from "node:crypto";
import { quoteGo } from "../../../hcl/quote.ts";
import { goGzip } from "../deflate.ts";
import { containsInfinity, NO_JSON_FOR_INFINITY, toJson, writeJson } from "../json.ts";
import { isNotNull, isWhollyKnown } from "../known.ts";
import { DYNAMIC, STRING } from "../type.ts";
import { stringValue, unknownValue, type Value } from "../value.ts";
import { ArgumentError, anything, type FunctionDefinition, FunctionError, param } from "./definition.ts";
import { ianaName } from "./encoding-names.ts";
import { fromGoJson } from "./json-decode.ts";
import { quotedUnlessSensitive } from "./redact.ts";
import { textFunction } from "./text.ts";
import { decodeText, encodeText } from "./text-encoding.ts";

const bytesOf = (text: string): Buffer => Buffer.from(text, "utf8");

/** Go's strict base64: the position of what is wrong, or the bytes. Line breaks are passed over. */
export function decodeBase64(text: string): Buffer | number {
  const clean = text.replace(/[\r\n]/g, "");
  const match = /^[A-Za-z0-9+/]*={0,2}$/.exec(clean);
  if (match && clean.length % 4 === 0) return Buffer.from(clean, "base64");
  const bad = clean.search(/[^A-Za-z0-9+/]/);
  if (bad < 0) return clean.length - (clean.length % 4);
  return clean[bad] === "=" ? Math.min(bad, clean.length) : bad;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The bytes as text; undefined when they are not UTF-8. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function base64decode([given]: readonly Value[]): Value {
  const source = given as Value;
  const bytes = decodeBase64(source.string);
  if (typeof bytes === "number") {
    throw new FunctionError(`failed to decode base64 data ${quotedUnlessSensitive(source)}`);
  }
  const decoded = utf8Text(bytes);
  if (decoded === undefined) {
    throw new FunctionError("the result of decoding the provided string is not valid UTF-8");
  }
  return stringValue(decoded).withMarks(source.marks);
}

export const digest = (algorithm: string, data: Uint8Array, encoding: "hex" | "base64"): string =>
  createHash(algorithm).update(data).digest(encoding);

const hash = (algorithm: string, encoding: "hex" | "base64" = "hex"): FunctionDefinition =>
  textFunction(["str"], (text) => digest(algorithm, bytesOf(text), encoding));

function urlencode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}

function jsonencode([given]: readonly Value[]): Value {
  const value = given as Value;
  if (!isWhollyKnown(value)) return unknownValue(STRING, { notNull: true, ...prefixOf(value) });
  if (containsInfinity(value)) throw new FunctionError(NO_JSON_FOR_INFINITY);
  return stringValue(writeJson(toJson(value, value.type)));
}

/** The first character of the JSON is certain where the type is. */
function prefixOf(value: Value): { stringPrefix?: string } {
  switch (value.type.kind) {
    case "object":
    case "map":
      return value.isKnown || isNotNull(value) ? { stringPrefix: "{" } : {};
    case "list":
    case "set":
    case "tuple":
      return value.isKnown || isNotNull(value) ? { stringPrefix: "[" } : {};
    case "string":
      return isNotNull(value) ? { stringPrefix: '"' } : {};
    default:
      return {};
  }
}

function textencode([text, encoding]: readonly Value[]): Value {
  const name = (encoding as Value).string;
  const iana = ianaName(name);
  if (!iana) {
    throw new ArgumentError(
      1,
      `${quoteGo(name)} is not a supported IANA encoding name or alias in this Terraform version`,
    );
  }
  const bytes = encodeText((text as Value).string, iana);
  if (!bytes) throw new ArgumentError(0, `the given string contains characters that cannot be represented in ${iana}`);
  return stringValue(Buffer.from(bytes).toString("base64"));
}

function textdecode([source, encoding]: readonly Value[]): Value {
  const name = (encoding as Value).string;
  const iana = ianaName(name);
  if (!iana) {
    throw new ArgumentError(
      1,
      `${quoteGo(name)} is not a supported IANA encoding name or alias in this Terraform version`,
    );
  }
  const bytes = decodeBase64((source as Value).string);
  if (typeof bytes === "number") {
    throw new ArgumentError(0, `the given value is has an invalid base64 symbol at offset ${bytes}`);
  }
  const text = decodeText(bytes, iana);
  if (text.includes("\ufffd")) {
    throw new ArgumentError(0, `the given string contains symbols that are not defined for ${iana}`);
  }
  return stringValue(text);
}

function rsadecrypt([ciphertext, key]: readonly Value[]): Value {
  const text = (ciphertext as Value).string;
  const bytes = decodeBase64(text);
  if (typeof bytes === "number") {
    throw new ArgumentError(0, `failed to decode input ${quoteGo(text)}: cipher text must be base64-encoded`);
  }
  let privateKey: ReturnType<typeof createPrivateKey>;
  try {
    privateKey = createPrivateKey((key as Value).string);
  } catch {
    throw new ArgumentError(1, "invalid private key: ssh: no key found");
  }
  try {
    const plain = privateDecrypt({ key: privateKey, padding: constants.RSA_PKCS1_PADDING }, bytes);
    return stringValue(plain.toString("utf8"));
  } catch {
    throw new FunctionError("failed to decrypt: crypto/rsa: decryption error");
  }
}

export const ENCODING_FUNCTIONS: Readonly<Record<string, FunctionDefinition>> = {
  base64encode: textFunction(["str"], (text) => bytesOf(text).toString("base64")),
  base64decode: {
    parameters: [param("str", STRING, { allowMarked: true })],
    returns: STRING,
    call: base64decode,
  },
  base64gzip: textFunction(["str"], (text) => Buffer.from(goGzip(bytesOf(text))).toString("base64")),
  base64sha256: hash("sha256", "base64"),
  base64sha512: hash("sha512", "base64"),
  md5: hash("md5"),
  sha1: hash("sha1"),
  sha256: hash("sha256"),
  sha512: hash("sha512"),
  urlencode: textFunction(["str"], urlencode),
  textencodebase64: {
    parameters: [param("string", STRING), param("encoding", STRING)],
    returns: STRING,
    call: textencode,
  },
  textdecodebase64: {
    parameters: [param("source", STRING), param("encoding", STRING)],
    returns: STRING,
    call: textdecode,
  },
  rsadecrypt: {
    parameters: [param("ciphertext", STRING), param("privatekey", STRING)],
    returns: STRING,
    call: rsadecrypt,
  },
  jsonencode: {
    parameters: [anything("val", { allowNull: true })],
    returns: STRING,
    call: jsonencode,
  },
  jsondecode: {
    parameters: [param("str", STRING)],
    returns: DYNAMIC,
    mayBeNull: true,
    typeFor: ([text]) => ((text as Value).isKnown ? fromGoJson((text as Value).string).type : DYNAMIC),
    call: ([text]) => fromGoJson((text as Value).string),
  },
};
