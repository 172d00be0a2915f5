/** Metric math over a few datapoints. Source: CloudWatch's guide, "Metric math syntax and functions". */
import {
  CloudWatchClient,
  GetMetricDataCommand,
  type MetricDataQuery,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let metrics: CloudWatchClient;
const start = Math.floor(Date.now() / 300_000) * 300_000 - 600_000;
const minutes = (count: number): Date => new Date(start + count * 60_000);

beforeAll(async () => {
  cloud = await startTestCloud();
  metrics = new CloudWatchClient(cloud.clientConfig);
  const data = (MetricName: string, values: readonly (number | undefined)[]) =>
    values.flatMap((Value, i) => (Value === undefined ? [] : [{ MetricName, Value, Timestamp: minutes(i) }]));
  await metrics.send(
    new PutMetricDataCommand({
      Namespace: "App",
      MetricData: [...data("Calls", [10, 20, undefined, 40, 80]), ...data("Errors", [1, 0, 3, 4, undefined])],
    }),
  );
});

afterAll(async () => {
  metrics.destroy();
  await cloud.stop();
});

const stat = (Id: string, MetricName: string) => ({
  Id,
  MetricStat: { Metric: { Namespace: "App", MetricName }, Period: 60, Stat: "Sum" },
  ReturnData: false,
});

const compute = (Expression: string, more: MetricDataQuery[] = []) =>
  metrics.send(
    new GetMetricDataCommand({
      StartTime: minutes(0),
      EndTime: minutes(5),
      ScanBy: "TimestampAscending",
      MetricDataQueries: [stat("m1", "Calls"), stat("m2", "Errors"), { Id: "e1", Expression }, ...more],
    }),
  );

test.each<[string, [minute: number, value: number][]]>([
  [
    "m2 / m1 * 100",
    [
      [0, 10],
      [1, 0],
      [3, 10],
    ],
  ],
  [
    "-m1 + 2 ^ 3",
    [
      [0, -2],
      [1, -12],
      [3, -32],
      [4, -72],
    ],
  ],
  [
    "SUM(METRICS())",
    [
      [0, 11],
      [1, 20],
      [2, 3],
      [3, 44],
      [4, 80],
    ],
  ],
  [
    "SUM([m1, m2])",
    [
      [0, 11],
      [1, 20],
      [2, 3],
      [3, 44],
      [4, 80],
    ],
  ],
  [
    "MAX(METRICS())",
    [
      [0, 10],
      [1, 20],
      [2, 3],
      [3, 40],
      [4, 80],
    ],
  ],
  [
    'AVG(METRICS("m2"))',
    [
      [0, 1],
      [1, 0],
      [2, 3],
      [3, 4],
    ],
  ],
  [
    "m1 - AVG(m1)",
    [
      [0, -27.5],
      [1, -17.5],
      [3, 2.5],
      [4, 42.5],
    ],
  ],
  ["m2 + MIN(m1) + COUNT_ME", []],
  [
    "FILL(m1, 0)",
    [
      [0, 10],
      [1, 20],
      [2, 0],
      [3, 40],
      [4, 80],
    ],
  ],
  [
    "FILL(m1, REPEAT)",
    [
      [0, 10],
      [1, 20],
      [2, 20],
      [3, 40],
      [4, 80],
    ],
  ],
  [
    "FILL(m1, LINEAR)",
    [
      [0, 10],
      [1, 20],
      [2, 30],
      [3, 40],
      [4, 80],
    ],
  ],
  [
    "RATE(m1) * PERIOD(m1)",
    [
      [1, 10],
      [3, 10],
      [4, 40],
    ],
  ],
  [
    "DIFF(m1)",
    [
      [1, 10],
      [3, 20],
      [4, 40],
    ],
  ],
  [
    "DIFF_TIME(m1)",
    [
      [1, 60],
      [3, 120],
      [4, 60],
    ],
  ],
  [
    "RUNNING_SUM(m2)",
    [
      [0, 1],
      [1, 1],
      [2, 4],
      [3, 8],
    ],
  ],
  [
    "IF(m1 > 15, m1, 0)",
    [
      [0, 0],
      [1, 20],
      [3, 40],
      [4, 80],
    ],
  ],
  [
    "IF(m1 > 15 AND m2 > 0, 1, 0)",
    [
      [0, 0],
      [1, 0],
      [3, 1],
    ],
  ],
  [
    "m1 >= 40 || m1 == 10",
    [
      [0, 1],
      [1, 0],
      [3, 1],
      [4, 1],
    ],
  ],
  [
    "TIME_SERIES(METRIC_COUNT(METRICS()))",
    [
      [0, 2],
      [1, 2],
      [2, 2],
      [3, 2],
      [4, 2],
    ],
  ],
  [
    "FIRST(SORT(METRICS(), SUM, ASC))",
    [
      [0, 1],
      [1, 0],
      [2, 3],
      [3, 4],
    ],
  ],
  [
    "SLICE(METRICS(), 1)",
    [
      [0, 1],
      [1, 0],
      [2, 3],
      [3, 4],
    ],
  ],
  [
    "CEIL(m1 / 30) + ABS(FLOOR(-m1 / 30))",
    [
      [0, 2],
      [1, 2],
      [3, 4],
      [4, 6],
    ],
  ],
])("%s", async (expression, points) => {
  const answer = compute(expression);
  if (points.length === 0) {
    await expect(answer).rejects.toMatchObject({
      message: "Error in expression 'e1': undefined variable 'COUNT_ME'",
    });
    return;
  }
  const [result] = (await answer).MetricDataResults ?? [];
  expect(result).toMatchObject({ Id: "e1", Label: "e1", StatusCode: "Complete" });
  const expected = points.map(([minute]) => minutes(minute).getTime());
  expect(result?.Timestamps?.map((time) => time.getTime())).toEqual(expected);
  expect(result?.Values).toEqual(points.map(([, value]) => value));
});

// Not AWS's model, which learns: two standard deviations around the mean.
test("a band of what is expected lies around the mean", async () => {
  const { MetricDataResults } = await compute("ANOMALY_DETECTION_BAND(m1)");
  const bounds = MetricDataResults?.map(({ Values }) => Values?.map((value) => Math.round(value)));
  expect(bounds).toEqual([Array(5).fill(91), Array(5).fill(-16)]);
});

test("SEARCH gives the metrics that its words find, told apart by what differs", async () => {
  const { MetricDataResults } = await compute("SEARCH('{App} calls OR errors', 'Sum', 60)");
  expect(MetricDataResults?.map(({ Label, Values }) => [Label, Values])).toEqual([
    ["e1 Calls", [10, 20, 40, 80]],
    ["e1 Errors", [1, 0, 3, 4]],
  ]);
});

test("an expression with several series has a result for each, and one may use another", async () => {
  const { MetricDataResults } = await compute("METRICS() * 2", [{ Id: "e2", Expression: "e1 / 2", Label: "Half" }]);
  expect(MetricDataResults?.map(({ Id, Label, Values }) => [Id, Label, Values])).toEqual([
    ["e1", "e1 Calls", [20, 40, 80, 160]],
    ["e1", "e1 Errors", [2, 0, 6, 8]],
    ["e2", "Half Calls", [10, 20, 40, 80]],
    ["e2", "Half Errors", [1, 0, 3, 4]],
  ]);
});

test.each([
  [
    "INSIGHT_RULE_METRIC('rule', 'UniqueContributors')",
    "NotImplemented",
    "Terrarium does not implement the metric math function INSIGHT_RULE_METRIC.",
  ],
  ["SUM(m1", "ValidationException", "Error in expression 'e1': ')' expected"],
  ["m3", "ValidationException", "Error in expression 'e1': undefined variable 'm3'"],
  ["e1 + 1", "ValidationException", "Error in expression 'e1': Circular reference"],
])("%s is refused", async (expression, name, message) => {
  await expect(compute(expression)).rejects.toMatchObject({ name, message });
});

// Source: API reference of GetMetricData.
test("pages have so many datapoints of all results together", async () => {
  const pages: unknown[] = [];
  let NextToken: string | undefined;
  do {
    const page = await metrics.send(
      new GetMetricDataCommand({
        StartTime: minutes(0),
        EndTime: minutes(5),
        MaxDatapoints: 3,
        NextToken,
        MetricDataQueries: [
          { ...stat("m1", "Calls"), ReturnData: true },
          { ...stat("m2", "Errors"), ReturnData: true },
        ],
      }),
    );
    pages.push(page.MetricDataResults?.map(({ Id, Values, StatusCode }) => [Id, Values, StatusCode]));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  expect(pages).toEqual([
    [["m1", [80, 40, 20], "PartialData"]],
    [
      ["m1", [10], "Complete"],
      ["m2", [4, 3], "PartialData"],
    ],
    [["m2", [0, 1], "Complete"]],
  ]);
});

// Source: CloudWatch's guide, "Statistics definitions".
test.each([
  ["p50", 30],
  ["tm80", 25],
  ["TM(:45)", 25],
  ["TC(15:45)", 3],
  ["TS(15:)", 140],
  ["PR(:40)", 80],
  ["wm80", 28],
  ["IQM", 30],
])("the statistic %s", async (Stat, expected) => {
  await metrics.send(
    new PutMetricDataCommand({
      Namespace: "Spread",
      MetricData: [{ MetricName: Stat, Values: [10, 20, 30, 40, 50], Timestamp: minutes(0) }],
    }),
  );
  const { MetricDataResults } = await metrics.send(
    new GetMetricDataCommand({
      StartTime: minutes(0),
      EndTime: minutes(1),
      MetricDataQueries: [
        { Id: "m", MetricStat: { Metric: { Namespace: "Spread", MetricName: Stat }, Period: 60, Stat } },
      ],
    }),
  );
  expect(MetricDataResults?.[0]?.Values?.[0]).toBeCloseTo(expected, 10);
});
