/** SDKs of three ages at one CloudWatch: forms and XML, JSON, CBOR. Each sends and reads by the SDK's own means. */
import {
  CloudWatchClient,
  GetDashboardCommand,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  PutMetricDataCommand,
} from "@aws-sdk/client-cloudwatch";
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from "@aws-sdk/core/protocols";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;

beforeAll(async () => {
  cloud = await startTestCloud();
});

afterAll(() => cloud.stop());

test.each([
  ["query", { protocol: AwsQueryProtocol }, "text/xml"],
  ["json", {}, "application/x-amz-json-1.0"],
  ["cbor", { protocol: AwsSmithyRpcV2CborProtocol }, "application/cbor"],
])("%s", async (Namespace, protocol, contentType) => {
  const client = new CloudWatchClient({ ...cloud.clientConfig, ...protocol });
  const seen = new Set<unknown>();
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers } = result.response as { readonly headers: Readonly<Record<string, string>> };
      seen.add(headers["content-type"]);
      return result;
    },
    { step: "deserialize", priority: "low" },
  );
  // CloudWatch takes what is no older than two weeks.
  const Timestamp = new Date(Math.floor(Date.now() / 60_000) * 60_000);
  const Dimensions = [{ Name: "Function", Value: "add <1>" }];
  await client.send(
    new PutMetricDataCommand({
      Namespace,
      MetricData: [{ MetricName: "Sums", Timestamp, Dimensions, Values: [1.5, 4], Counts: [2, 1], Unit: "Count" }],
    }),
  );

  const { Metrics } = await client.send(new ListMetricsCommand({ Namespace }));
  expect(Metrics).toEqual([{ Namespace, MetricName: "Sums", Dimensions }]);

  const { Label, Datapoints } = await client.send(
    new GetMetricStatisticsCommand({
      Namespace,
      MetricName: "Sums",
      Dimensions,
      StartTime: Timestamp,
      EndTime: new Date(Timestamp.getTime() + 60_000),
      Period: 60,
      Statistics: ["Sum", "SampleCount"],
    }),
  );
  expect(Label).toBe("Sums");
  expect(Datapoints).toEqual([{ Timestamp, Sum: 7, SampleCount: 3, Unit: "Count" }]);

  const refusal = await client.send(new GetDashboardCommand({ DashboardName: "none" })).catch((error: Error) => error);
  expect(refusal).toMatchObject({ name: expect.stringMatching(/^(DashboardNotFoundError|ResourceNotFound)$/) });
  expect((refusal as Error).message).toBe("Dashboard none does not exist");
  expect([...seen]).toEqual([contentType]);
  client.destroy();
});
