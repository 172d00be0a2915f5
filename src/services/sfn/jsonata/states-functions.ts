/** What Step Functions adds to JSONata. `$eval` is not there: AWS leaves it out. */
import { createHash, randomUUID } from "node:crypto";
import type { Builtins } from "./builtin.ts";
import { JsonataError } from "./error.ts";
import { sequenceOf } from "./sequence.ts";

const ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: "md5",
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};

const MOST_RANGE = 1000;

function partition(list: readonly unknown[] | undefined, size: number): unknown {
  if (!list) return undefined;
  const step = Math.floor(size);
  if (!(step > 0)) throw new JsonataError("D3000", "The chunk size of $partition must be a positive number");
  return Array.from({ length: Math.ceil(list.length / step) }, (_, i) => list.slice(i * step, (i + 1) * step));
}

function range(first: number, last: number, step: number): unknown {
  const by = Math.trunc(step);
  if (by === 0) throw new JsonataError("D3000", "The step of $range must not be 0");
  const count = Math.max(0, Math.floor((Math.trunc(last) - Math.trunc(first)) / by) + 1);
  if (count > MOST_RANGE) throw new JsonataError("D3000", `$range cannot make more than ${MOST_RANGE} items`);
  return sequenceOf(...Array.from({ length: count }, (_, i) => Math.trunc(first) + i * by));
}

function hash(data: unknown, algorithm = "SHA-256"): string | undefined {
  if (data === undefined) return undefined;
  const known = ALGORITHMS[algorithm];
  if (known === undefined) throw new JsonataError("D3000", `Unknown hashing algorithm ${algorithm}`);
  return createHash(known)
    .update(typeof data === "string" ? data : JSON.stringify(data))
    .digest("hex");
}

/** The same seed gives the same number. */
function random(seed?: number): number {
  if (seed === undefined) return Math.random();
  const digest = createHash("sha256")
    .update(String(Math.trunc(seed)))
    .digest();
  return digest.readUIntBE(0, 6) / 2 ** 48;
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new JsonataError("D3000", "Invalid JSON passed to $parse");
  }
}

export const statesFunctions: Builtins = {
  partition: ["<an:a>", partition],
  range: ["<nnn:a>", range],
  hash: ["<xs?:s>", hash],
  random: ["<n?:n>", random],
  uuid: ["<:s>", () => randomUUID()],
  parse: ["<s:x>", parse],
  error: [
    "<s?:x>",
    (message = "$error() function evaluated") => {
      throw new JsonataError("D3137", message);
    },
  ],
  assert: [
    "<bs?:x>",
    (holds: boolean, message = "$assert() statement failed") => {
      if (!holds) throw new JsonataError("D3141", message);
    },
  ],
};
