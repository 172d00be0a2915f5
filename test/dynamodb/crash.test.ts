/** What was acknowledged survives kill -9 at any moment. test/conformance has the long form. */
import { expect, test } from "vitest";
import { crashRounds } from "../support/crash-rounds.ts";

test("acknowledged writes, transactions, index entries and stream records survive being killed", async () => {
  const { kills, writes, records } = await crashRounds({ kills: 40, clients: 6 });
  expect(kills).toBe(40);
  // Otherwise nothing has been proven.
  expect(writes).toBeGreaterThan(40);
  expect(records).toBeGreaterThan(40);
}, 120_000);
