/** What data are called, and what they are told apart by. Sources: CloudWatch's guide to dynamic labels; said otherwise. */
import * as Cw from "@aws-sdk/client-cloudwatch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let client: Cw.CloudWatchClient;
const start = Math.floor(Date.now() / 3_600_000) * 3_600_000 - 3_600_000;
const at = (minute: number) => new Date(start + minute * 60_000);
const Dimensions = [{ Name: "Host", Value: "a" }];

beforeAll(async () => {
  cloud = await startTestCloud();
  client = new Cw.CloudWatchClient(cloud.clientConfig);
  const data = [3, 1, 8].map((Value, minute) => ({ MetricName: "Load", Dimensions, Value, Timestamp: at(minute * 5) }));
  const ofUnits = (["Seconds", "Count"] as const).map((Unit, i) => ({
    MetricName: "Mixed",
    Unit,
    Value: i + 1,
    Timestamp: at(0),
  }));
  await client.send(new Cw.PutMetricDataCommand({ Namespace: "App", MetricData: [...data, ...ofUnits] }));
});
afterAll(() => cloud.stop());

const stat = (more: Partial<Cw.MetricStat> = {}): Cw.MetricStat => ({
  Metric: { Namespace: "App", MetricName: "Load", Dimensions },
  Stat: "Sum",
  Period: 300,
  ...more,
});

async function labels(queries: Cw.MetricDataQuery[], Timezone?: string): Promise<(string | undefined)[]> {
  const { MetricDataResults = [] } = await client.send(
    new Cw.GetMetricDataCommand({
      StartTime: at(0),
      EndTime: at(60),
      MetricDataQueries: queries,
      ...(Timezone === undefined ? {} : { LabelOptions: { Timezone } }),
    }),
  );
  return MetricDataResults.map(({ Label }) => Label);
}

const iso = (minute: number): string => `${at(minute).toISOString().slice(0, 19)}Z`;

test.each([
  ["${LABEL} [${AVG}, ${SUM}, ${MIN}, ${MAX}]", "Load [4, 12, 1, 8]"],
  ["${FIRST} ${LAST} ${FIRST_LAST_RANGE} ${MIN_MAX_RANGE} ${DATAPOINT_COUNT}", "3 8 5 7 3"],
  ["${FIRST_TIME} ${MAX_TIME}", `${iso(0)} ${iso(10)}`],
  ["${FIRST_LAST_TIME_RANGE} ${MIN_MAX_TIME_RANGE}", "10m 5m"],
  [
    "${PROP('Namespace')} ${PROP('MetricName')} ${PROP('Stat')} ${PROP('Period')} ${PROP('Dim.Host')} ${PROP('Region')}",
    "App Load Sum 300 a us-east-1",
  ],
  ["${NOTHING} ${AVG_TIME} plain", "${NOTHING} ${AVG_TIME} plain"],
])("the label %s", async (Label, expected) => {
  expect(await labels([{ Id: "m1", Label, MetricStat: stat() }])).toEqual([expected]);
});

test("times of labels are of the zone that is asked for, and a search has a label for each metric", async () => {
  const shifted = new Date(start + 90 * 60_000).toISOString().slice(0, 19);
  expect(await labels([{ Id: "m1", Label: "${FIRST_TIME}", MetricStat: stat() }], "+0130")).toEqual([
    `${shifted}+01:30`,
  ]);
  const Expression = "SEARCH('{App,Host} Load', 'Maximum', 300)";
  expect(await labels([{ Id: "e1", Expression, Label: "${PROP('Dim.Host')} ${MAX}" }])).toEqual(["a 8"]);
});

// Source: AWS's default labels as LocalStack's source has them.
test("default labels tell statistics and periods that differ", async () => {
  expect(
    await labels([
      { Id: "m1", MetricStat: stat() },
      { Id: "m2", MetricStat: stat({ Stat: "Average" }) },
      { Id: "m3", MetricStat: stat({ Period: 60 }), Label: "mine" },
    ]),
  ).toEqual(["Load Sum 300", "Load Average 300", "mine"]);
  expect(await labels([{ Id: "m1", MetricStat: stat() }])).toEqual(["Load"]);
});

// Source: API reference, GetMetricStatistics: without a unit, data of any unit come with the units they were told in.
test("statistics of different units are told apart", async () => {
  const { Datapoints = [] } = await client.send(
    new Cw.GetMetricStatisticsCommand({
      Namespace: "App",
      MetricName: "Mixed",
      StartTime: at(0),
      EndTime: at(60),
      Period: 300,
      Statistics: ["Sum"],
    }),
  );
  expect(Datapoints.map(({ Unit, Sum }) => [Unit, Sum])).toEqual([
    ["Count", 2],
    ["Seconds", 1],
  ]);
});

// Source: API reference, StartTime: periods begin where the request does, rounded down to the minute.
test("periods are counted from the start of the request", async () => {
  const { MetricDataResults = [] } = await client.send(
    new Cw.GetMetricDataCommand({
      StartTime: new Date(at(3).getTime() + 20_000),
      EndTime: at(60),
      MetricDataQueries: [{ Id: "m1", MetricStat: stat() }],
      ScanBy: "TimestampAscending",
    }),
  );
  expect(MetricDataResults[0]?.Timestamps).toEqual([at(3), at(8)]);
  expect(MetricDataResults[0]?.Values).toEqual([1, 8]);
});

// Source: API reference, ListMetrics.
test("metrics are listed while they have data, and as recently active for three hours", async () => {
  const list = async (RecentlyActive?: "PT3H") =>
    (
      await client.send(
        new Cw.ListMetricsCommand({ Namespace: "App", MetricName: "Load", ...(RecentlyActive && { RecentlyActive }) }),
      )
    ).Metrics?.length;
  expect([await list(), await list("PT3H")]).toEqual([1, 1]);
  await cloud.cloud.clock.advance(4 * 3_600_000);
  expect([await list(), await list("PT3H")]).toEqual([1, 0]);
  await cloud.cloud.clock.advance(14 * 86_400_000);
  expect(await list()).toBe(0);
});
