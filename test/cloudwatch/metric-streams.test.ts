/** Metric streams are stored and shown. Source: API reference. */
import * as Cw from "@aws-sdk/client-cloudwatch";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let client: Cw.CloudWatchClient;
const definition = {
  Name: "all",
  FirehoseArn: "arn:aws:firehose:us-east-1:000000000000:deliverystream/f",
  RoleArn: "arn:aws:iam::000000000000:role/stream",
  OutputFormat: "json",
} as const;
const Arn = "arn:aws:cloudwatch:us-east-1:000000000000:metric-stream/all";

beforeAll(async () => {
  cloud = await startTestCloud();
  client = new Cw.CloudWatchClient(cloud.clientConfig);
});
afterAll(() => cloud.stop());

test("a stream lives", async () => {
  const put = (more: object) => client.send(new Cw.PutMetricStreamCommand({ ...definition, ...more }));
  const get = () => client.send(new Cw.GetMetricStreamCommand({ Name: "all" }));
  expect(await put({ Tags: [{ Key: "a", Value: "b" }], IncludeFilters: [{ Namespace: "App" }] })).toMatchObject({
    Arn,
  });
  const made = await get();
  expect(made).toMatchObject({
    ...definition,
    Arn,
    State: "running",
    IncludeFilters: [{ Namespace: "App" }],
    IncludeLinkedAccountsMetrics: false,
  });
  expect((await client.send(new Cw.ListTagsForResourceCommand({ ResourceARN: Arn }))).Tags).toEqual([
    { Key: "a", Value: "b" },
  ]);
  await client.send(new Cw.StopMetricStreamsCommand({ Names: ["all"] }));
  await put({ OutputFormat: "opentelemetry1.0" });
  expect(await get()).toMatchObject({
    State: "stopped",
    OutputFormat: "opentelemetry1.0",
    CreationDate: made.CreationDate,
  });
  await client.send(new Cw.StartMetricStreamsCommand({ Names: ["all"] }));
  const { Entries = [] } = await client.send(new Cw.ListMetricStreamsCommand({}));
  expect(Entries.map(({ Name, State }) => [Name, State])).toEqual([["all", "running"]]);
  await client.send(new Cw.DeleteMetricStreamCommand({ Name: "all" }));
  await client.send(new Cw.DeleteMetricStreamCommand({ Name: "all" }));
  expect(await refusalOf(client, new Cw.GetMetricStreamCommand({ Name: "all" }))).toBe(
    "ResourceNotFoundException: MetricStream all does not exist.",
  );
});

test("a stream includes or excludes", async () => {
  const filters = [{ Namespace: "App" }];
  const command = new Cw.PutMetricStreamCommand({ ...definition, IncludeFilters: filters, ExcludeFilters: filters });
  expect(await refusalOf(client, command)).toBe(
    "InvalidParameterCombinationException: The parameters IncludeFilters and ExcludeFilters are mutually exclusive and you have specified both.",
  );
});
