/** Source: the sources of hashicorp/random (3.x), google/uuid 1.6.0 and hashicorp/go-uuid 1.0.3. */
import { expect, test } from "vitest";
import { randomProvider } from "../../src/providers/random/provider.ts";
import { objectsOf } from "../support/utility-objects.ts";

const RETRY =
  "Retry the Terraform operation. If the error still occurs or happens regularly, please contact the provider developer with hardware and operating system information.\n\n";
const UUID_ERROR = `Import Random UUID Error: There was an error during the parsing of the UUID.\n\n${RETRY}Original Error: `;

test.each([
  [
    "random_bytes",
    "aGk",
    `Import Random bytes Error: There was an error during the parsing of the base64 string.\n\n${RETRY}Original Error: illegal base64 data at input byte 0`,
  ],
  [
    "random_id",
    "p,p+9h",
    `Import Random ID Error: While attempting to import a random id there was a decoding error.\n\n+${RETRY}Original Error: illegal base64 data at input byte 1`,
  ],
  [
    "random_integer",
    "1,2",
    "Import Random Integer Error: Invalid import usage: expecting {result},{min},{max} or {result},{min},{max},{seed}",
  ],
  [
    "random_integer",
    "x,1,2",
    'Import Random Integer Error: The value supplied could not be parsed as an integer.\n\nOriginal Error: strconv.ParseInt: parsing "x": invalid syntax',
  ],
  [
    "random_integer",
    "1,x,2",
    'Import Random Integer Error: The min value supplied could not be parsed as an integer.\n\nOriginal Error: strconv.ParseInt: parsing "x": invalid syntax',
  ],
  ["random_uuid", "x", `${UUID_ERROR}uuid string is wrong length`],
  ["random_uuid", "6ba7b810+9dad-11d1-80b4-00c04fd430c8", `${UUID_ERROR}uuid is improperly formatted`],
  ["random_uuid", "gba7b810-9dad-11d1-80b4-00c04fd430c8", `${UUID_ERROR}encoding/hex: invalid byte: U+0067 'g'`],
  ["random_uuid4", "x", `${UUID_ERROR}invalid UUID length: 1`],
  ["random_uuid7", "urn_uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8", `${UUID_ERROR}invalid urn prefix: "urn_uuid:"`],
])("%s refuses to import %s", async (type, id, error) => {
  expect(await objectsOf(randomProvider, type).import(id)).toEqual({ errors: [error] });
});

test.each([
  ["random_uuid", "6BA7B810-9dad-11d1-80b4-00c04fd430c8"],
  ["random_uuid4", "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}"],
  ["random_uuid4", "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"],
  ["random_uuid7", "6ba7b8109dad11d180b400c04fd430c8"],
])("%s imports %s", async (type, id) => {
  const result = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
  expect(await objectsOf(randomProvider, type).import(id)).toEqual({
    attributes: { id: result, result, keepers: null },
  });
});

test("an object that an old import left bare is completed, so that nothing replaces it", async () => {
  const bare = { result: "abc123", id: "none", bcrypt_hash: null, length: null, number: null };
  const password = await objectsOf(randomProvider, "random_password").upgrade(2, bare);
  expect(password).toMatchObject({ length: 6, lower: true, special: true, number: true, numeric: true, min_upper: 0 });
  expect(password["bcrypt_hash"]).toMatch(/^\$2a\$10\$/);
  const text = await objectsOf(randomProvider, "random_string").upgrade(1, { ...bare, number: false });
  expect(text).toMatchObject({ length: 6, number: false, numeric: false });
});

test("a hash of version 1 is kept as it is", async () => {
  const raw = { result: "abc123", bcrypt_hash: "kept", length: 6 };
  expect(await objectsOf(randomProvider, "random_password").upgrade(1, raw)).toMatchObject({ bcrypt_hash: "kept" });
});
