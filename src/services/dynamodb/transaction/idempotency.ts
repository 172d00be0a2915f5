/**
 * Transactions with a client token take effect once in ten minutes: a repetition is answered as the first, and charged
 * as reads; another request under the same token is refused.
 */
import { createHash } from "node:crypto";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { Key } from "../../../store/store.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { whenTimeComes } from "../background.ts";

type Context = Pick<OperationContext, "account" | "region" | "store" | "clock">;

interface TokenRecord {
  readonly digest: string;
  readonly at: number;
}

const remembered = 10 * 60 * 1000;

function tokenKey({ account, region }: Context, operation: string, token: string): Key {
  return ["ddb-token", account, region, operation, token];
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
  const record = context.store.get<TokenRecord>(tokenKey(context, operation, token));
  if (!record || context.clock.now() >= record.at + remembered) return false;
  if (record.digest === digest) return true;
  throw new ServiceException(
    "IdempotentParameterMismatchException",
    "The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with different requests, unless the requests are identical",
  );
}

export function remember(context: Context, operation: string, token: string, digest: string): void {
  const { store, clock } = context;
  const key = tokenKey(context, operation, token);
  const record: TokenRecord = { digest, at: clock.now() };
  store.put(key, record);
  whenTimeComes(context, record.at + remembered, () => store.delete(key));
}

/** Forgets what is too old since the process that would have done it has ended. */
export function forgetOldTokens(context: Pick<Context, "store" | "clock">): void {
  const { store, clock } = context;
  for (const { key, value } of store.range<TokenRecord>({ prefix: ["ddb-token"] })) {
    if (clock.now() >= value.at + remembered) store.delete(key);
    else whenTimeComes(context, value.at + remembered, () => store.delete(key));
  }
}
