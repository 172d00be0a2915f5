/** The long form of test/dynamodb/crash.test.ts: hundreds of kills, for CI. */
import { expect, test } from "vitest";
import { crashRounds } from "../support/crash-rounds.ts";

const kills = Number(process.env.TERRARIUM_KILLS ?? 200);

test(`data survives ${kills} kills under load`, async () => {
  const result = await crashRounds({ kills, clients: 8 });
  console.log(`${result.kills} kills, ${result.writes} acknowledged writes, ${result.records} stream records checked`);
  expect(result.kills).toBe(kills);
}, 3_600_000);
