/** The addresses that AWS publishes, as both providers pick them from the same document. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../../support/cloud.ts";
import { blockOf } from "./block-of.ts";
import { differences } from "./compare.ts";
import { data } from "./parity-case.ts";
import { runCase } from "./run-case.ts";
import { ourSide, realSide, type Side } from "./side.ts";

const binary = process.env["TERRARIUM_AWS_PROVIDER"];
const ACCOUNT = "666666666666";

const prefix = (network: string, region: string, service: string) => ({
  region,
  service,
  network_border_group: region,
  network,
});
const PREFIXES = [
  prefix("3.5.140.0/22", "ap-northeast-2", "AMAZON"),
  prefix("52.219.0.0/20", "eu-west-1", "S3"),
  prefix("13.34.37.64/27", "eu-west-1", "AMAZON"),
  prefix("52.219.0.0/20", "GLOBAL", "S3"),
];
const SIX = [prefix("2a05:d07a:a000::/40", "eu-south-1", "S3"), prefix("2600:1f01::/36", "eu-west-1", "S3")];
const PUBLISHED = JSON.stringify({
  syncToken: "1732100000",
  createDate: "2024-11-20-10-53-20",
  prefixes: PREFIXES.map(({ network, ...more }) => ({ ip_prefix: network, ...more })),
  ipv6_prefixes: SIX.map(({ network, ...more }) => ({ ipv6_prefix: network, ...more })),
});

describe.skipIf(!binary)("address ranges", () => {
  let cloud: TestCloud;
  let publisher: Server;
  let url: string;
  let ours: Side;
  let real: Side;

  beforeAll(async () => {
    cloud = await startTestCloud();
    publisher = createServer((_, response) => response.end(PUBLISHED)).listen(0, "127.0.0.1");
    await once(publisher, "listening");
    url = `http://127.0.0.1:${(publisher.address() as AddressInfo).port}/ip-ranges.json`;
    ours = ourSide(cloud.cloud, ACCOUNT, tmpdir());
    real = await realSide(binary as string, cloud.endpoint, ACCOUNT);
  });
  afterAll(async () => {
    real?.stop();
    publisher?.close();
    await cloud?.stop();
  });

  test.each([
    ["one service", { services: ["S3"] }, 2],
    ["services and regions, spelt anyhow", { services: ["s3", "amazon"], regions: ["EU-west-1"] }, 2],
    ["one region", { services: ["s3"], regions: ["global"] }, 1],
    ["none that fits", { services: ["nothing"] }, 0],
  ])("%s", async (_, wanted, count) => {
    const step = data("aws_ip_ranges", "ranges", { url, ...wanted });
    const one = { name: "address ranges", steps: [step] };
    const [mine, theirs] = [await runCase(ours, one, blockOf), await runCase(real, one, blockOf)];
    expect([mine.problems, theirs.problems]).toEqual([[], []]);
    const author = { account: ACCOUNT, ids: new Map<string, string>() };
    const [a, b] = [mine, theirs].map(({ states }) => states["read ranges"] ?? null) as [never, never];
    expect(differences(blockOf(step), a, b, { ours: author, real: author }, [])).toEqual([]);
    expect(a["cidr_blocks"]).toHaveLength(count);
  });
});
