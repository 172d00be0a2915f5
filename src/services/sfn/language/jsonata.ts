/**
 * JSONata as Step Functions has it: the reference evaluator, with AWS's additions, on the cloud's clock and without
 * `$eval`. An expression has a second and a depth of 1,500; what runs longer fails instead of holding up everything.
 */
import { createHash, randomUUID } from "node:crypto";
import { HASHES } from "./hashes.ts";

const TIMEOUT_MILLISECONDS = 1000;
const DEEPEST = 1500;
const MOST_RANGE = 1000;

/** What goes wrong in an expression, as it follows a sentence: a code such as T2001, and what is said with it. */
export class JsonataError extends Error {
  constructor(code: string, message: string) {
    super(code in BOUNDS ? `: ${BOUNDS[code]}` : `. ${code}: ${message}`);
    this.name = "JsonataError";
  }
}

/** What is told of an expression that goes too far, without a code. Source: AWS, measured (the first). */
const BOUNDS: Readonly<Record<string, string>> = {
  D1011: "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.",
  D1012: "Expression evaluation timeout: Check for infinite loop",
};

/** What an expression gave that is no data: a function, a regular expression. */
export const NO_DATA = Symbol("no data");

/** The value of an expression, undefined when it finds nothing; throws JsonataError. */
export async function evaluateJsonata(
  text: string,
  variables: Readonly<Record<string, unknown>>,
  now: number,
): Promise<unknown> {
  // Most machines have no such expression, so the evaluator is loaded for the first that has one.
  const { default: jsonata } = await import("jsonata");
  try {
    const expression = jsonata(text, { timeout: TIMEOUT_MILLISECONDS, stack: DEEPEST });
    for (const [name, { call, signature }] of Object.entries(additions)) {
      expression.registerFunction(name, call as (...args: unknown[]) => unknown, signature);
    }
    const format = (picture?: string, zone?: string): Promise<unknown> =>
      jsonata("$fromMillis($at, $picture, $zone)").evaluate(undefined, { at: now, picture, zone }) as Promise<unknown>;
    const bindings = { eval: undefined, now: format, millis: () => now, ...variables };
    return plain((await expression.evaluate(undefined, bindings)) as unknown);
  } catch (error) {
    if (error instanceof JsonataError) throw error;
    const { code, message } = error as { readonly code?: string; readonly message?: string };
    if (typeof code !== "string") throw error;
    throw new JsonataError(code, message ?? "");
  }
}

/** A result as plain data: sequences become arrays like any other. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return Array.from(value as unknown[], plain);
  if (typeof value === "function") return NO_DATA;
  // Source: AWS, measured: 1/0 gives the text Infinity.
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (typeof value !== "object" || value === null) return value;
  if ("_jsonata_lambda" in value || "_jsonata_function" in value || value instanceof RegExp) return NO_DATA;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

interface Addition {
  readonly signature: string;
  readonly call: (...args: never[]) => unknown;
}

// Source: Step Functions' guide, "JSONata functions provided by Step Functions".
const additions: Readonly<Record<string, Addition>> = {
  partition: {
    signature: "<a-n:a<a>>",
    call: (list: readonly unknown[] | undefined, size: number) => {
      const step = Math.floor(size);
      if (!(step > 0)) throw new JsonataError("D3000", "The chunk size of $partition must be a positive number");
      const count = Math.ceil((list?.length ?? 0) / step);
      return list && Array.from({ length: count }, (_, i) => list.slice(i * step, (i + 1) * step));
    },
  },
  range: {
    signature: "<nnn:a<n>>",
    call: (first: number, last: number, step: number) => {
      const [from, to, by] = [Math.trunc(first), Math.trunc(last), Math.trunc(step)];
      if (by === 0) throw new JsonataError("D3000", "The step of $range must not be 0");
      const length = Math.max(0, Math.floor((to - from) / by) + 1);
      if (length > MOST_RANGE) throw new JsonataError("D3000", `$range cannot make more than ${MOST_RANGE} items`);
      const items = Array.from({ length }, (_, i) => from + i * by);
      // Source: AWS, recorded: one item is not in an array.
      return items.length === 1 ? items[0] : items;
    },
  },
  hash: {
    signature: "<x-s?:s>",
    call: (data: unknown, algorithm = "SHA-256") => {
      if (data === undefined) return undefined;
      const known = HASHES[algorithm];
      if (known === undefined) throw new JsonataError("D3000", `Unknown hashing algorithm ${String(algorithm)}`);
      const text = typeof data === "string" ? data : JSON.stringify(data);
      return createHash(known).update(text).digest("hex");
    },
  },
  /** The same seed gives the same number. */
  random: {
    signature: "<n?:n>",
    call: (seed?: number) => {
      if (seed === undefined) return Math.random();
      const digest = createHash("sha256")
        .update(String(Math.trunc(seed)))
        .digest();
      return digest.readUIntBE(0, 6) / 2 ** 48;
    },
  },
  uuid: { signature: "<:s>", call: () => randomUUID() },
  parse: {
    signature: "<s-:x>",
    call: (text: string | undefined) => {
      if (text === undefined) return undefined;
      try {
        return JSON.parse(text) as unknown;
      } catch {
        throw new JsonataError("D3000", "Invalid JSON passed to $parse");
      }
    },
  },
};
