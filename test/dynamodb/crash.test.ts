/** What was acknowledged survives kill -9 at any moment. test/conformance has the long form. */
import { expect, test } from "vitest";
import { crashRounds } from "../support/crash-rounds.ts";

const kills = Number(process.env.TERRARIUM_KILLS ?? 40);

test(
  "acknowledged writes, transactions, index entries and stream records survive being killed",
  async () => {
    const { kills: killed, writes, records } = await crashRounds({ kills, clients: 6 });
    expect(killed).toBe(kills);
    // Otherwise nothing has been proven.
    expect(writes).toBeGreaterThan(kills);
    expect(records).toBeGreaterThan(kills);
  },
  60_000 + kills * 6_000,
);
