/** What CloudWatch keeps beside alarms and metrics, and what it refuses of new data and alarms. */
import {
  CloudWatchClient,
  DeleteAnomalyDetectorCommand,
  DeleteInsightRulesCommand,
  DescribeAnomalyDetectorsCommand,
  DescribeInsightRulesCommand,
  DisableInsightRulesCommand,
  EnableInsightRulesCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  type GetMetricStatisticsCommandInput,
  ListTagsForResourceCommand,
  type MetricDatum,
  PutAnomalyDetectorCommand,
  PutInsightRuleCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let metrics: CloudWatchClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  metrics = new CloudWatchClient(cloud.clientConfig);
});

afterAll(async () => {
  metrics.destroy();
  await cloud.stop();
});

const DAY = 86_400_000;

// Source: AWS, as clients have reported its sentences (two weeks, two hours, resolution, several faults at once).
test.each<[string, MetricDatum[], string]>([
  [
    "older than two weeks, twice",
    [
      { MetricName: "m", Value: 1, Timestamp: new Date(Date.now() - 15 * DAY) },
      { MetricName: "m", Value: 1, Timestamp: new Date(Date.now() - 16 * DAY) },
    ],
    "InvalidParameterValueException: The parameter MetricData.member.1.Timestamp must specify a time within the past two weeks.\nThe parameter MetricData.member.2.Timestamp must specify a time within the past two weeks.",
  ],
  [
    "of another resolution",
    [{ MetricName: "m", Value: 1, StorageResolution: 300 }],
    "InvalidParameterValueException: The parameter MetricData.member.1.StorageResolution must be a value in the set [ 1, 60 ].",
  ],
  [
    "of no value",
    [{ MetricName: "m", Value: Number.NaN }],
    "InvalidParameterValueException: The value NaN for parameter MetricData.member.1.Value is invalid.",
  ],
  [
    "of two kinds of values",
    [{ MetricName: "m", Value: 1, Values: [1] }],
    "InvalidParameterCombinationException: The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive and you have specified both.",
  ],
  ["none at all", [], "MissingRequiredParameterException: The parameter MetricData is required."],
])("data are refused: %s", async (_, MetricData, refusal) => {
  expect(await refusalOf(metrics, new PutMetricDataCommand({ Namespace: "Refused", MetricData }))).toBe(refusal);
});

test("of refused data nothing is kept; data of entities are metrics as others are", async () => {
  const read = async () => {
    const { MetricDataResults } = await metrics.send(
      new GetMetricDataCommand({
        StartTime: new Date(Date.now() - 600_000),
        EndTime: new Date(Date.now() + 600_000),
        MetricDataQueries: [
          { Id: "a", MetricStat: { Metric: { Namespace: "All", MetricName: "m" }, Period: 3600, Stat: "Sum" } },
        ],
      }),
    );
    return MetricDataResults?.[0]?.Values;
  };
  const MetricData = [
    { MetricName: "m", Value: 1 },
    { MetricName: "m", Value: Number.NaN },
  ];
  await refusalOf(metrics, new PutMetricDataCommand({ Namespace: "All", MetricData }));
  expect(await read()).toEqual([]);
  await metrics.send(
    new PutMetricDataCommand({
      Namespace: "All",
      EntityMetricData: [
        { Entity: { KeyAttributes: { Type: "Service", Name: "a" } }, MetricData: MetricData.slice(0, 1) },
      ],
    }),
  );
  expect(await read()).toEqual([1]);
});

test.each<[Partial<GetMetricStatisticsCommandInput>, string]>([
  [{}, "InvalidParameterCombinationException: Must specify either Statistics or ExtendedStatistics"],
  [
    { Statistics: ["Sum"], Period: 90 },
    "InvalidParameterValueException: The parameter Period must be a multiple of 60.",
  ],
  [
    { Statistics: ["Sum"], EndTime: new Date(0) },
    "InvalidParameterValueException: The parameter StartTime must be less than the parameter EndTime.",
  ],
])("statistics are refused: %j", async (change, refusal) => {
  const input = { Namespace: "N", MetricName: "m", Period: 60, StartTime: new Date(1000), EndTime: new Date(2000) };
  expect(await refusalOf(metrics, new GetMetricStatisticsCommand({ ...input, ...change }))).toBe(refusal);
});

const METRIC = { MetricName: "m", Namespace: "N", Statistic: "Sum", Period: 60 } as const;
const QUERY = { Id: "a", Expression: "SUM(SEARCH('{N} m', 'Sum', 60))", Period: 60 };

// Source: AWS, as clients have reported its sentences; the span of evaluation by the API reference.
test.each<[Partial<PutMetricAlarmCommandInput>, string]>([
  [{ ...METRIC, MetricName: undefined }, "MetricName must not be null"],
  [{ Metrics: [QUERY], Statistic: "Sum" }, "Statistic should not be set if list of Metrics is set."],
  [{ Metrics: [QUERY] }, "SEARCH is not supported on Metric Alarms"],
  [
    { ...METRIC, EvaluationPeriods: 1441 },
    "Metrics cannot be checked across more than a day (EvaluationPeriods * Period must be <= 86400).",
  ],
  [{ ...METRIC, AlarmActions: ["topic"] }, "Invalid arn syntax: topic"],
])("an alarm is refused: %j", async (change, sentence) => {
  const input = {
    AlarmName: "a",
    ComparisonOperator: "GreaterThanThreshold",
    EvaluationPeriods: 1,
    Threshold: 1,
  } as const;
  expect(await refusalOf(metrics, new PutMetricAlarmCommand({ ...input, ...change }))).toBe(
    `ValidationException: ${sentence}`,
  );
});

// Source: API reference, InsightRule.
test("a rule of Contributor Insights is switched off and on, and deleted", async () => {
  const RuleDefinition = '{"Schema":{"Name":"CloudWatchLogRule","Version":1},"LogGroupNames":["a"]}';
  const RuleNames = ["rule"];
  await metrics.send(new PutInsightRuleCommand({ RuleName: "rule", RuleDefinition, Tags: [{ Key: "a", Value: "b" }] }));
  const ResourceARN = "arn:aws:cloudwatch:us-east-1:000000000000:insight-rule/rule";
  expect((await metrics.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toEqual([
    { Key: "a", Value: "b" },
  ]);
  const state = async () => (await metrics.send(new DescribeInsightRulesCommand({}))).InsightRules?.[0]?.State;
  expect((await metrics.send(new DescribeInsightRulesCommand({}))).InsightRules).toEqual([
    {
      Name: "rule",
      State: "ENABLED",
      Schema: '{"Name": "CloudWatchLogRule", "Version": 1}',
      Definition: RuleDefinition,
      ManagedRule: false,
      ApplyOnTransformedLogs: false,
    },
  ]);
  expect((await metrics.send(new DisableInsightRulesCommand({ RuleNames }))).Failures).toEqual([]);
  expect(await state()).toBe("DISABLED");
  await metrics.send(new EnableInsightRulesCommand({ RuleNames }));
  expect(await state()).toBe("ENABLED");
  await metrics.send(new DeleteInsightRulesCommand({ RuleNames }));
  const { Failures } = await metrics.send(new DeleteInsightRulesCommand({ RuleNames }));
  expect(Failures).toMatchObject([{ FailureResource: "rule", ExceptionType: "ResourceNotFoundException" }]);
});

test("an anomaly detector is found by its metric, and is gone when deleted", async () => {
  const metric = { Namespace: "N", MetricName: "m", Stat: "Sum", Dimensions: [{ Name: "a", Value: "b" }] };
  const put = new PutAnomalyDetectorCommand({ SingleMetricAnomalyDetector: metric });
  const { AnomalyDetectorId } = await metrics.send(put);
  const found = await metrics.send(new DescribeAnomalyDetectorsCommand({ Namespace: "N", MetricName: "m" }));
  expect(found.AnomalyDetectors).toEqual([
    {
      AnomalyDetectorId,
      ...metric,
      SingleMetricAnomalyDetector: metric,
      Configuration: { ExcludedTimeRanges: [] },
      StateValue: "PENDING_TRAINING",
    },
  ]);
  await metrics.send(new DeleteAnomalyDetectorCommand({ SingleMetricAnomalyDetector: metric }));
  expect((await metrics.send(new DescribeAnomalyDetectorsCommand({}))).AnomalyDetectors).toEqual([]);
  expect(await refusalOf(metrics, new DeleteAnomalyDetectorCommand({ AnomalyDetectorId }))).toMatch(
    /^ResourceNotFoundException: /,
  );
});
