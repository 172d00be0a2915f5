/** Alarms on the cloud's clock. Source: CloudWatch's guide and API reference; the reasons are worded as AWS shows them. */

import { buffer } from "node:stream/consumers";
import {
  CloudWatchClient,
  DeleteAlarmsCommand,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  DescribeAlarmsForMetricCommand,
  DisableAlarmActionsCommand,
  GetDashboardCommand,
  ListDashboardsCommand,
  ListTagsForResourceCommand,
  PutCompositeAlarmCommand,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from "@aws-sdk/client-cloudwatch";
import { AddPermissionCommand, CreateFunctionCommand, InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import yazl from "yazl";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

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

const alarm = (AlarmName: string, changes: Partial<PutMetricAlarmCommandInput> = {}) =>
  metrics.send(
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace: AlarmName,
      MetricName: "Errors",
      Statistic: "Sum",
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 5,
      ComparisonOperator: "GreaterThanThreshold",
      ...changes,
    }),
  );
const put = (Namespace: string, Value: number) =>
  metrics.send(
    new PutMetricDataCommand({
      Namespace,
      MetricData: [{ MetricName: "Errors", Value, Timestamp: new Date(cloud.cloud.clock.now()) }],
    }),
  );
const described = async (name: string) =>
  (await metrics.send(new DescribeAlarmsCommand({ AlarmNames: [name] }))).MetricAlarms?.[0];
const minute = () => cloud.cloud.clock.advance(60_000);

test("an alarm goes off, and comes back when no data do", async () => {
  await alarm("one", { Tags: [{ Key: "a", Value: "b" }] });
  expect(await described("one")).toMatchObject({
    AlarmArn: "arn:aws:cloudwatch:us-east-1:000000000000:alarm:one",
    ActionsEnabled: true,
    StateValue: "INSUFFICIENT_DATA",
    StateReason: "Unchecked: Initial alarm creation",
    Dimensions: [],
  });
  await put("one", 10);
  const fired = await described("one");
  expect(fired).toMatchObject({
    StateValue: "ALARM",
    StateReason: expect.stringMatching(
      /^Threshold Crossed: 1 out of the last 1 datapoints \[10\.0 \(\d\d\/\d\d\/\d\d \d\d:\d\d:00\)\] was greater than the threshold \(5\.0\) \(minimum 1 datapoint for OK -> ALARM transition\)\.$/,
    ),
  });
  expect(JSON.parse(fired?.StateReasonData ?? "")).toMatchObject({
    version: "1.0",
    statistic: "Sum",
    period: 60,
    recentDatapoints: [10],
    threshold: 5,
  });
  await minute();
  await put("one", 1);
  expect(await described("one")).toMatchObject({
    StateValue: "OK",
    StateReason: expect.stringContaining(
      "was not greater than the threshold (5.0) (minimum 1 datapoint for ALARM -> OK",
    ),
  });
  for (let i = 0; i < 6; i++) await minute();
  expect(await described("one")).toMatchObject({
    StateValue: "INSUFFICIENT_DATA",
    StateReason: "Insufficient Data: 1 datapoint was unknown.",
  });
  const { AlarmHistoryItems } = await metrics.send(new DescribeAlarmHistoryCommand({ AlarmName: "one" }));
  expect(AlarmHistoryItems?.map(({ HistorySummary }) => HistorySummary)).toEqual([
    "Alarm updated from OK to INSUFFICIENT_DATA",
    "Alarm updated from ALARM to OK",
    "Alarm updated from INSUFFICIENT_DATA to ALARM",
    'Alarm "one" created',
  ]);
  const ResourceARN = fired?.AlarmArn as string;
  expect((await metrics.send(new ListTagsForResourceCommand({ ResourceARN }))).Tags).toEqual([
    { Key: "a", Value: "b" },
  ]);
});

// Source: CloudWatch's guide, "Configuring how CloudWatch alarms treat missing data", the tables of examples.
test.each<[string, (number | undefined)[], number, Record<string, string>]>([
  [
    "0 - X - X",
    [0, undefined, 9, undefined, 9],
    3,
    { missing: "OK", ignore: "OK", breaching: "OK", notBreaching: "OK" },
  ],
  [
    "0 X X - X",
    [0, 9, 9, undefined, 9],
    3,
    { missing: "ALARM", ignore: "ALARM", breaching: "ALARM", notBreaching: "ALARM" },
  ],
  [
    "- - X - -",
    [undefined, undefined, 9, undefined, undefined],
    3,
    { missing: "ALARM", ignore: "INSUFFICIENT_DATA", breaching: "ALARM", notBreaching: "OK" },
  ],
  [
    "- - - - -",
    [],
    3,
    { missing: "INSUFFICIENT_DATA", ignore: "INSUFFICIENT_DATA", breaching: "ALARM", notBreaching: "OK" },
  ],
  [
    "0 - X - X, 2 of 3",
    [0, undefined, 9, undefined, 9],
    2,
    { missing: "ALARM", ignore: "ALARM", breaching: "ALARM", notBreaching: "ALARM" },
  ],
  [
    "0 - X - -, 2 of 3",
    [0, undefined, 9, undefined, undefined],
    2,
    { missing: "OK", ignore: "OK", breaching: "ALARM", notBreaching: "OK" },
  ],
])("missing data: %s", async (name, values, DatapointsToAlarm, expected) => {
  const now = Math.floor(cloud.cloud.clock.now() / 60_000) * 60_000;
  const MetricData = values.flatMap((Value, i) =>
    Value === undefined ? [] : [{ MetricName: "Errors", Value, Timestamp: new Date(now - (5 - i) * 60_000) }],
  );
  if (MetricData.length > 0) await metrics.send(new PutMetricDataCommand({ Namespace: name, MetricData }));
  const found: Record<string, string | undefined> = {};
  for (const TreatMissingData of Object.keys(expected)) {
    const AlarmName = `${name} ${TreatMissingData}`;
    await alarm(AlarmName, { Namespace: name, EvaluationPeriods: 3, DatapointsToAlarm, TreatMissingData });
    found[TreatMissingData] = (await described(AlarmName))?.StateValue;
  }
  expect(found).toEqual(expected);
});

test("an alarm over an expression, found by its metric", async () => {
  await alarm("plain", { TreatMissingData: "notBreaching" });
  const { MetricAlarms } = await metrics.send(
    new DescribeAlarmsForMetricCommand({ Namespace: "plain", MetricName: "Errors" }),
  );
  expect(MetricAlarms?.map(({ AlarmName }) => AlarmName)).toEqual(["plain"]);
  await metrics.send(
    new PutMetricAlarmCommand({
      AlarmName: "math",
      EvaluationPeriods: 1,
      Threshold: 15,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      Metrics: [
        { Id: "e", Expression: "m * 2" },
        {
          Id: "m",
          MetricStat: { Metric: { Namespace: "plain", MetricName: "Errors" }, Period: 60, Stat: "Maximum" },
          ReturnData: false,
        },
      ],
    }),
  );
  await put("plain", 8);
  expect((await described("math"))?.StateValue).toBe("ALARM");
});

test("an anomaly detection alarm goes off outside the band that its expression gives", async () => {
  const definition = {
    AlarmName: "band",
    EvaluationPeriods: 1,
    ComparisonOperator: "LessThanLowerOrGreaterThanUpperThreshold" as const,
    ThresholdMetricId: "band",
    Metrics: [
      {
        Id: "m",
        MetricStat: { Metric: { Namespace: "band", MetricName: "Errors" }, Period: 60, Stat: "Sum" },
        ReturnData: true,
      },
      { Id: "band", Expression: "ANOMALY_DETECTION_BAND(m, 2)", ReturnData: true },
    ],
  };
  await expect(
    metrics.send(new PutMetricAlarmCommand({ ...definition, ThresholdMetricId: "other" })),
  ).rejects.toMatchObject({
    message: "Metrics list must contain exactly one metric matching the ThresholdMetricId parameter",
  });
  const now = Math.floor(cloud.cloud.clock.now() / 60_000) * 60_000;
  const MetricData = Array.from({ length: 10 }, (_, i) => ({
    MetricName: "Errors",
    Value: 10,
    Timestamp: new Date(now - i * 60_000),
  }));
  await metrics.send(new PutMetricDataCommand({ Namespace: "band", MetricData }));
  await metrics.send(new PutMetricAlarmCommand(definition));
  expect(await described("band")).toMatchObject({ StateValue: "OK", ThresholdMetricId: "band" });
  await metrics.send(
    new PutMetricDataCommand({ Namespace: "band", MetricData: [{ MetricName: "Errors", Value: 90 }] }),
  );
  expect(await described("band")).toMatchObject({
    StateValue: "ALARM",
    StateReason: expect.stringMatching(
      /^Thresholds Crossed: 1 out of the last 1 datapoints \[\S+ \(.+\)\] was less than the lower thresholds \[-?[\d.]+\] or greater than the upper thresholds \[[\d.]+\] \(minimum 1 datapoint for OK -> ALARM transition\)\.$/,
    ),
  });
});

test("a composite alarm follows others", async () => {
  await alarm("child", { TreatMissingData: "notBreaching" });
  await metrics.send(new PutCompositeAlarmCommand({ AlarmName: "whole", AlarmRule: 'ALARM("child") AND NOT FALSE' }));
  const state = async () =>
    (await metrics.send(new DescribeAlarmsCommand({ AlarmTypes: ["CompositeAlarm"] }))).CompositeAlarms?.[0]
      ?.StateValue;
  expect(await state()).toBe("OK");
  await metrics.send(new SetAlarmStateCommand({ AlarmName: "child", StateValue: "ALARM", StateReason: "test" }));
  expect(await state()).toBe("ALARM");
  await expect(metrics.send(new DeleteAlarmsCommand({ AlarmNames: ["child"] }))).rejects.toMatchObject({
    name: "ValidationException",
  });
  await metrics.send(new DeleteAlarmsCommand({ AlarmNames: ["child", "whole"] }));
  expect(await described("child")).toBeUndefined();
  await expect(
    metrics.send(new PutCompositeAlarmCommand({ AlarmName: "whole", AlarmRule: "ALARM(nope)" })),
  ).rejects.toMatchObject({
    message: "Could not save the composite alarm as alarms [nope] in the alarm rule do not exist",
  });
});

test("actions are switched off, an unknown alarm is refused", async () => {
  await alarm("quiet");
  await metrics.send(new DisableAlarmActionsCommand({ AlarmNames: ["quiet"] }));
  expect((await described("quiet"))?.ActionsEnabled).toBe(false);
  await expect(
    metrics.send(new SetAlarmStateCommand({ AlarmName: "nope", StateValue: "OK", StateReason: "r" })),
  ).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
});

// Source: Lambda's guide, "Types of metrics for Lambda functions"; CloudWatch's guide, "Invoke a Lambda function from an alarm".
test("invocations are metrics; an alarm over errors calls a function", async () => {
  const lambda = new LambdaClient(cloud.clientConfig);
  const make = async (FunctionName: string, code: string) => {
    const zip = new yazl.ZipFile();
    zip.addBuffer(Buffer.from(code), "index.mjs");
    zip.end();
    const made = await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: "nodejs20.x",
        Handler: "index.handler",
        Role: "arn:aws:iam::000000000000:role/r",
        Code: { ZipFile: await buffer(zip.outputStream) },
      }),
    );
    return made.FunctionArn as string;
  };
  try {
    await make("failing", "export const handler = () => { throw new Error('no'); };");
    const action = await make("told", "export const handler = (event) => console.log(JSON.stringify(event));");
    await lambda.send(
      new AddPermissionCommand({
        FunctionName: "told",
        StatementId: "alarms",
        Action: "lambda:InvokeFunction",
        Principal: "lambda.alarms.cloudwatch.amazonaws.com",
      }),
    );
    await alarm("failures", {
      Namespace: "AWS/Lambda",
      Dimensions: [{ Name: "FunctionName", Value: "failing" }],
      Threshold: 1,
      ComparisonOperator: "GreaterThanOrEqualToThreshold",
      TreatMissingData: "notBreaching",
      AlarmActions: [action],
    });
    await expect
      .poll(() => lambda.send(new InvokeCommand({ FunctionName: "failing" })), { timeout: 20_000 })
      .toMatchObject({
        FunctionError: "Unhandled",
      });
    await expect.poll(async () => (await described("failures"))?.StateValue, { timeout: 20_000 }).toBe("ALARM");
    const message = async () => {
      const { events } = (await cloud.cloud
        .call("cloudwatch-logs", "FilterLogEvents", { logGroupName: "/aws/lambda/told", filterPattern: "alarmArn" })
        .catch(() => ({ events: [] }))) as { events: { message: string }[] };
      return events[0]?.message ?? "";
    };
    await expect.poll(message, { timeout: 20_000 }).toContain("failures");
    expect(JSON.parse((await message()).slice((await message()).indexOf("{")))).toMatchObject({
      source: "aws.cloudwatch",
      accountId: "000000000000",
      alarmData: {
        alarmName: "failures",
        state: { value: "ALARM" },
        previousState: { value: "OK" },
        configuration: {
          metrics: [{ metricStat: { metric: { name: "Errors", dimensions: { FunctionName: "failing" } } } }],
        },
      },
    });
  } finally {
    lambda.destroy();
  }
}, 60_000);

test("dashboards are kept", async () => {
  const DashboardBody = '{"widgets":[]}';
  await metrics.send(new PutDashboardCommand({ DashboardName: "d", DashboardBody }));
  expect(await metrics.send(new GetDashboardCommand({ DashboardName: "d" }))).toMatchObject({
    DashboardArn: "arn:aws:cloudwatch::000000000000:dashboard/d",
    DashboardBody,
  });
  expect((await metrics.send(new ListDashboardsCommand({}))).DashboardEntries).toMatchObject([
    { DashboardName: "d", Size: DashboardBody.length },
  ]);
  await expect(
    metrics.send(new PutDashboardCommand({ DashboardName: "d", DashboardBody: "no" })),
  ).rejects.toMatchObject({ dashboardValidationMessages: [{ DataPath: "/" }] });
  await expect(metrics.send(new GetDashboardCommand({ DashboardName: "nope" }))).rejects.toMatchObject({
    message: "Dashboard nope does not exist",
  });
});
