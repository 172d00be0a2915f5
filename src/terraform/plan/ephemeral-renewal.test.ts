import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { EphemeralLease } from "../provider.ts";
import { EphemeralRenewal, type RenewEphemeral } from "./ephemeral-renewal.ts";

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => void vi.useRealTimers());

const lease = (at: number, kept: string): EphemeralLease => ({ renewAt: new Date(at), private: Buffer.from(kept) });

test("each renewal is made when the one before it said, with what that one kept", async () => {
  const calls: [number, string][] = [];
  const renewal = new EphemeralRenewal(lease(1000, "a"), async (kept) => {
    calls.push([Date.now(), Buffer.from(kept ?? []).toString()]);
    return calls.length === 1 ? { ...lease(5000, "b"), diagnostics: [] } : { diagnostics: [] };
  });
  await vi.advanceTimersByTimeAsync(999);
  expect(calls).toEqual([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls).toEqual([
    [1000, "a"],
    [5000, "b"],
  ]);
  expect(vi.getTimerCount()).toBe(0);
  expect(await renewal.stop()).toEqual([]);
});

test("what is closed is not renewed any more", async () => {
  const renew = vi.fn<RenewEphemeral>();
  const renewal = new EphemeralRenewal(lease(1000, "a"), renew);
  expect(await renewal.stop()).toEqual([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(renew).not.toHaveBeenCalled();
});

test("closing waits for a renewal that is under way, and no further one follows", async () => {
  let answer: ((lease: EphemeralLease) => void) | undefined;
  const renew = vi.fn<RenewEphemeral>(
    () =>
      new Promise((resolve) => {
        answer = (next) => resolve({ ...next, diagnostics: [] });
      }),
  );
  const renewal = new EphemeralRenewal(lease(0, "a"), renew);
  await vi.advanceTimersByTimeAsync(1);
  const stopped = renewal.stop();
  answer?.(lease(2, "b"));
  expect(await stopped).toEqual([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(renew).toHaveBeenCalledOnce();
});

test("a renewal that fails is the last one, and is told at the end", async () => {
  const lost = { severity: "error", summary: "Lease lost", detail: "" } as const;
  const renew = vi.fn<RenewEphemeral>(async () => ({ ...lease(2000, "b"), diagnostics: [lost] }));
  const renewal = new EphemeralRenewal(lease(1000, "a"), renew);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(renew).toHaveBeenCalledOnce();
  expect(await renewal.stop()).toEqual([lost]);
});

test("without a time nothing is renewed; one that is months away is waited for", async () => {
  const renew = vi.fn<RenewEphemeral>(async () => ({ diagnostics: [] }));
  new EphemeralRenewal({}, renew);
  expect(vi.getTimerCount()).toBe(0);
  const month = 30 * 86_400_000;
  new EphemeralRenewal(lease(3 * month, "a"), renew);
  await vi.advanceTimersByTimeAsync(3 * month - 1);
  expect(renew).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(renew).toHaveBeenCalledOnce();
});
