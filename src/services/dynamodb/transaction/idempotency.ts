/**
 * Transactions with a client token take effect once in ten minutes: a repetition is answered as the first, and charged
 * as reads; another request under the same token is refused.
 */
import { createHash } from "node:crypto";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { Key, Store } from "../../../store/store.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { inBackground, whenTimeComes } from "../background.ts";
import { removeSlowly } from "../job/removal.ts";

type Context = Pick<OperationContext, "account" | "region" | "store" | "clock">;

interface TokenRecord {
  readonly digest: string;
  readonly at: number;
}

const remembered = 10 * 60 * 1000;

const tokensPrefix: Key = ["ddb-token"];

/** Tokens lie by the ten minutes in which they were used, so that they can be forgotten together. */
function periodOf(at: number): number {
  return Math.floor(at / remembered);
}

function tokenKey(period: number, { account, region }: Context, operation: string, token: string): Key {
  return [...tokensPrefix, period, account, region, operation, token];
}

/** The order of members does not matter, only their content. */
export function digestOf(request: unknown): string {
  return createHash("sha256").update(canonical(request)).digest("base64");
}

function canonical(value: unknown): string {
  if (value instanceof Uint8Array) return `b${Buffer.from(value).toString("base64")}`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(",")}}`;
}

/** Whether the request has been carried out already. */
export function isRepetition(context: Context, operation: string, token: string, digest: string): boolean {
  const now = context.clock.now();
  const period = periodOf(now);
  const find = (at: number) => context.store.get<TokenRecord>(tokenKey(at, context, operation, token));
  const record = find(period) ?? find(period - 1);
  if (!record || now >= record.at + remembered) return false;
  if (record.digest === digest) return true;
  throw new ServiceException(
    "IdempotentParameterMismatchException",
    "The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with different requests, unless the requests are identical",
  );
}

export function remember(context: Context, operation: string, token: string, digest: string): void {
  const { store, clock } = context;
  const record: TokenRecord = { digest, at: clock.now() };
  const period = periodOf(record.at);
  store.put(tokenKey(period, context, operation, token), record);
  forgetInTime(context, period);
}

/** The periods whose end is awaited. */
const awaited = new WeakMap<Store, Set<number>>();

function forgetInTime(context: Pick<Context, "store" | "clock">, period: number): void {
  const { store } = context;
  const periods = awaited.get(store) ?? new Set();
  awaited.set(store, periods);
  if (periods.has(period)) return;
  periods.add(period);
  whenTimeComes(context, (period + 2) * remembered, () => {
    periods.delete(period);
    inBackground(store, (goesOn) => removeSlowly(store, { prefix: [...tokensPrefix, period] }, goesOn));
  });
}

/** For what was remembered before the service started. */
export function forgetOldTokens(context: Pick<Context, "store" | "clock">): void {
  const { store } = context;
  awaited.delete(store);
  let from: Key = tokensPrefix;
  for (;;) {
    const [next] = store.range({ prefix: tokensPrefix, from, limit: 1 });
    if (!next) return;
    const period = next.key[tokensPrefix.length] as number;
    forgetInTime(context, period);
    from = [...tokensPrefix, period + 1];
  }
}
