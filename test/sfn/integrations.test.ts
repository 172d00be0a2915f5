/** What Tasks call: services by their SDKs' names, APIs; and the limits of data and events. Source: Step Functions' guide. */
import * as Sfn from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RestApis } from "../api-gateway/support.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let sfn: Sfn.SFNClient;
const roleArn = "arn:aws:iam::000000000000:role/states";
let count = 0;

beforeAll(async () => {
  cloud = await startTestCloud();
  sfn = new Sfn.SFNClient(cloud.clientConfig);
});
afterAll(() => cloud.stop());

const command = (definition: object) =>
  new Sfn.CreateStateMachineCommand({ name: `m-${++count}`, roleArn, definition: JSON.stringify(definition) });

/** Runs a definition to its end and tells how it ended. */
async function run(definition: object, input: unknown = {}) {
  const { stateMachineArn } = await sfn.send(command(definition));
  const { executionArn } = await sfn.send(
    new Sfn.StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  const describe = () => sfn.send(new Sfn.DescribeExecutionCommand({ executionArn }));
  await expect.poll(async () => (await describe()).status, { timeout: 20_000, interval: 10 }).not.toBe("RUNNING");
  const { status, output, error, cause } = await describe();
  return { status, output: output === undefined ? undefined : (JSON.parse(output) as unknown), error, cause };
}

const tasks = (...steps: readonly (readonly [resource: string, parameters: object])[]) => ({
  StartAt: "T0",
  States: Object.fromEntries(
    steps.map(([resource, Parameters], at) => [
      `T${at}`,
      {
        Type: "Task",
        Resource: `arn:aws:states:::${resource}`,
        Parameters,
        ...(at + 1 < steps.length ? { Next: `T${at + 1}` } : { End: true }),
      },
    ]),
  ),
});

test("members are spelt with a capital, whatever the service's own API says", async () => {
  const logGroupName = "/made/by/states";
  const { output } = await run(
    tasks(
      ["aws-sdk:cloudwatchlogs:createLogGroup", { LogGroupName: logGroupName, Tags: { a: "b" } }],
      ["aws-sdk:cloudwatchlogs:describeLogGroups", { LogGroupNamePrefix: logGroupName }],
    ),
  );
  expect(output).toMatchObject({ LogGroups: [{ LogGroupName: logGroupName, MetricFilterCount: 0 }] });
});

test("bytes are text, and JSON where text is wanted is written", async () => {
  const Bucket = "made-by-states";
  const { output } = await run(
    tasks(
      ["aws-sdk:s3:createBucket", { Bucket }],
      ["aws-sdk:s3:putObject", { Bucket, Key: "k", Body: { a: 1 } }],
      ["aws-sdk:s3:getObject", { Bucket, Key: "k" }],
    ),
  );
  expect(output).toMatchObject({
    Body: '{"a":1}',
    ContentLength: 7,
    LastModified: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
  });
});

test.each([
  ["an error of the API", "s3:getObject", { Bucket: "nobody-has-this", Key: "k" }, "S3.NoSuchBucketException"],
  ["an error that the API does not name", "ec2:describeVpcs", { VpcIds: ["vpc-12345678"] }, "Ec2.Ec2Exception"],
  ["an error with a query code", "iam:getRole", { RoleName: "nobody" }, "Iam.NoSuchEntityException"],
])("%s is told by the SDK's name", async (_, action, parameters, error) => {
  expect(await run(tasks([`aws-sdk:${action}`, parameters]))).toMatchObject({ status: "FAILED", error });
});

test("an API is invoked, and its refusals are errors by status", async () => {
  const apis = new RestApis(cloud);
  const integration = (status: number) => ({
    integration: {
      type: "MOCK" as const,
      requestTemplates: { "application/json": `{"statusCode": ${status}}` },
    },
    responses: {
      [status]: { responseTemplates: { "application/json": `{"q": "$input.params('q')", "status": ${status}}` } },
    },
  });
  const api = await apis.make({ "POST /made": integration(201), "GET /gone": integration(410) });
  await apis.deploy(api, "test");
  const ApiEndpoint = `${api.id}.execute-api.us-east-1.amazonaws.com`;
  const call = (Method: string, Path: string) =>
    run(
      tasks([
        "apigateway:invoke",
        { ApiEndpoint, Method, Stage: "test", Path, QueryParameters: { q: ["x"] }, RequestBody: { a: 1 } },
      ]),
    );
  expect((await call("POST", "/made")).output).toMatchObject({
    StatusCode: 201,
    StatusText: "Created",
    ResponseBody: { q: "x", status: 201 },
    Headers: { "Content-Type": ["application/json"] },
  });
  expect(await call("GET", "gone")).toMatchObject({
    error: "ApiGateway.410",
    cause: expect.stringContaining("410") as string,
  });
  apis.close();
});

test("a result of more than 256 KiB is refused", async () => {
  const half = "x".repeat(140_000);
  const States = { P: { Type: "Pass", Parameters: { "a.$": "$.half", "b.$": "$.half" }, End: true } };
  expect(await run({ StartAt: "P", States }, { half })).toMatchObject({
    status: "FAILED",
    error: "States.DataLimitExceeded",
    cause: "The state/task 'P' returned a result with a size exceeding the maximum number of bytes service limit.",
  });
});

// Source: Step Functions' guide to variables, limits; the sentence is that of results.
test("an Assign of more than 256 KiB is refused", async () => {
  const half = "x".repeat(140_000);
  const States = { P: { Type: "Pass", Assign: { "a.$": "$.half", "b.$": "$.half" }, End: true } };
  expect(await run({ StartAt: "P", States }, { half })).toMatchObject({
    status: "FAILED",
    error: "States.DataLimitExceeded",
  });
});

test("a loop without an end stops at 25,000 events", async () => {
  const Choices = [{ Variable: "$.end", IsPresent: true, Next: "End" }];
  const States = {
    A: { Type: "Pass", Next: "B" },
    B: { Type: "Choice", Choices, Default: "A" },
    End: { Type: "Succeed" },
  };
  expect(await run({ StartAt: "A", States })).toMatchObject({
    status: "FAILED",
    error: "States.Runtime",
    cause: "The execution reached the maximum number of history events (25000).",
  });
});
