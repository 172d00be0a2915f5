/** Executions that go on after a failure, and runs of distributed Maps whose limits change. Source: Step Functions' guide. */
import * as Ddb from "@aws-sdk/client-dynamodb";
import * as Sfn from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let sfn: Sfn.SFNClient;
let ddb: Ddb.DynamoDBClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  sfn = new Sfn.SFNClient(cloud.clientConfig);
  ddb = new Ddb.DynamoDBClient(cloud.clientConfig);
});
afterAll(() => cloud.stop());

async function ended(executionArn: string | undefined) {
  for (;;) {
    const told = await sfn.send(new Sfn.DescribeExecutionCommand({ executionArn }));
    if (told.status !== "RUNNING") return told;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function start(name: string, definition: object, input: unknown) {
  const { stateMachineArn } = await sfn.send(
    new Sfn.CreateStateMachineCommand({
      name,
      roleArn: "arn:aws:iam::000000000000:role/states",
      definition: JSON.stringify(definition),
    }),
  );
  return sfn.send(new Sfn.StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }));
}

const typesOf = async (executionArn: string | undefined) =>
  ((await sfn.send(new Sfn.GetExecutionHistoryCommand({ executionArn }))).events ?? []).map(({ type }) => type);

const createTable = (TableName: string) =>
  ddb.send(
    new Ddb.CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    }),
  );

/** Succeeds once the table of the input exists. */
const needsTable = (more: object = { End: true }) => ({
  Type: "Task",
  Resource: "arn:aws:states:::aws-sdk:dynamodb:describeTable",
  Parameters: { "TableName.$": "$.table" },
  ResultSelector: { "name.$": "$.Table.TableName" },
  ...more,
});

test("a redrive runs the failed state again, and nothing that came before it", async () => {
  const { executionArn } = await start(
    "steps",
    {
      StartAt: "First",
      States: {
        First: { Type: "Pass", Assign: { seen: "yes" }, Next: "Look" },
        Look: needsTable({ Next: "Last" }),
        Last: { Type: "Pass", Parameters: { "seen.$": "$seen", "redriven.$": "$$.Execution.RedriveCount" }, End: true },
      },
    },
    { table: "steps" },
  );
  expect(await ended(executionArn)).toMatchObject({
    status: "FAILED",
    error: "DynamoDb.ResourceNotFoundException",
    redriveCount: 0,
    redriveStatus: "REDRIVABLE",
  });
  await createTable("steps");
  const { redriveDate } = await sfn.send(new Sfn.RedriveExecutionCommand({ executionArn }));
  expect(await ended(executionArn)).toMatchObject({
    status: "SUCCEEDED",
    output: '{"seen":"yes","redriven":1}',
    redriveCount: 1,
    redriveDate,
    redriveStatus: "NOT_REDRIVABLE",
  });
  expect(await typesOf(executionArn)).toEqual([
    "ExecutionStarted",
    "PassStateEntered",
    "PassStateExited",
    "TaskStateEntered",
    "TaskScheduled",
    "TaskStarted",
    "TaskFailed",
    "ExecutionFailed",
    "ExecutionRedriven",
    "TaskScheduled",
    "TaskStarted",
    "TaskSucceeded",
    "TaskStateExited",
    "PassStateEntered",
    "PassStateExited",
    "ExecutionSucceeded",
  ]);
  expect(await refusalOf(sfn, new Sfn.RedriveExecutionCommand({ executionArn }))).toBe(
    "ExecutionNotRedrivable: Execution is SUCCEEDED and cannot be redriven",
  );
});

test("branches and iterations that succeeded keep their results", async () => {
  const { executionArn } = await start(
    "branches",
    {
      StartAt: "Both",
      States: {
        Both: {
          Type: "Parallel",
          End: true,
          Branches: [
            { StartAt: "Id", States: { Id: { Type: "Pass", Parameters: { "id.$": "States.UUID()" }, End: true } } },
            {
              StartAt: "Each",
              States: {
                Each: {
                  Type: "Map",
                  End: true,
                  ItemsPath: "$.tables",
                  MaxConcurrency: 1,
                  ItemProcessor: { StartAt: "Look", States: { Look: needsTable() } },
                },
              },
            },
          ],
        },
      },
    },
    { tables: [{ table: "steps" }, { table: "branches" }] },
  );
  expect((await ended(executionArn)).status).toBe("FAILED");
  await createTable("branches");
  await sfn.send(new Sfn.RedriveExecutionCommand({ executionArn }));
  const { status, output } = await ended(executionArn);
  expect(status).toBe("SUCCEEDED");
  const [, tables] = JSON.parse(output ?? "") as [object, unknown];
  expect(tables).toEqual([{ name: "steps" }, { name: "branches" }]);
  const types = await typesOf(executionArn);
  const again = types.slice(types.indexOf("ExecutionRedriven"));
  expect(again.filter((type) => type === "MapIterationStarted")).toHaveLength(1);
  expect(again).not.toContain("PassStateEntered");
});

test("a map run goes on with the items that failed, and takes new limits while it runs", async () => {
  const { executionArn } = await start(
    "items",
    {
      StartAt: "Each",
      States: {
        Each: {
          Type: "Map",
          End: true,
          MaxConcurrency: 1,
          ItemsPath: "$.tables",
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
            StartAt: "Look",
            States: { Look: needsTable() },
          },
        },
      },
    },
    { tables: [{ table: "steps" }, { table: "items" }] },
  );
  expect(await ended(executionArn)).toMatchObject({ error: "States.ExceedToleratedFailureThreshold" });
  await createTable("items");
  await sfn.send(new Sfn.RedriveExecutionCommand({ executionArn }));
  expect((await ended(executionArn)).output).toBe('[{"name":"steps"},{"name":"items"}]');
  const { mapRuns } = await sfn.send(new Sfn.ListMapRunsCommand({ executionArn }));
  expect(mapRuns).toHaveLength(1);
  const mapRunArn = mapRuns?.[0]?.mapRunArn;
  expect(await sfn.send(new Sfn.DescribeMapRunCommand({ mapRunArn }))).toMatchObject({
    status: "SUCCEEDED",
    redriveCount: 1,
    itemCounts: { total: 2, succeeded: 2, failed: 0 },
  });
  // What failed went on under its own name; what had succeeded was left alone.
  const { executions = [] } = await sfn.send(new Sfn.ListExecutionsCommand({ mapRunArn }));
  expect(executions.map(({ status, redriveCount }) => `${status} ${redriveCount}`).sort()).toEqual([
    "SUCCEEDED 0",
    "SUCCEEDED 1",
  ]);
  const redriven = executions.find(({ redriveCount }) => redriveCount === 1)?.executionArn;
  const { events } = await sfn.send(new Sfn.GetExecutionHistoryCommand({ executionArn: redriven }));
  const told = events?.map(({ type }) => type);
  expect(told).toEqual(expect.arrayContaining(["ExecutionFailed", "ExecutionRedriven", "ExecutionSucceeded"]));
  expect(told?.filter((type) => type === "TaskStateEntered")).toHaveLength(1);
  expect(await refusalOf(sfn, new Sfn.UpdateMapRunCommand({ mapRunArn, maxConcurrency: 2 }))).toMatch(
    /^ValidationException: Map Run '.*' is not running$/,
  );
});

test("a map run ends as soon as more items failed than may", async () => {
  const { executionArn } = await start(
    "intolerant",
    {
      StartAt: "Each",
      States: {
        Each: {
          Type: "Map",
          End: true,
          ToleratedFailureCount: 1,
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
            StartAt: "Which",
            States: {
              Which: {
                Type: "Choice",
                Choices: [{ Variable: "$", BooleanEquals: true, Next: "Wait" }],
                Default: "Fail",
              },
              Wait: { Type: "Wait", Seconds: 3600, End: true },
              Fail: { Type: "Fail", Error: "E" },
            },
          },
        },
      },
    },
    [true, false, false, true],
  );
  expect(await ended(executionArn)).toMatchObject({ error: "States.ExceedToleratedFailureThreshold" });
  const { mapRuns } = await sfn.send(new Sfn.ListMapRunsCommand({ executionArn }));
  expect(await sfn.send(new Sfn.DescribeMapRunCommand({ mapRunArn: mapRuns?.[0]?.mapRunArn }))).toMatchObject({
    status: "FAILED",
    itemCounts: { total: 4, failed: 2, aborted: 2, running: 0 },
  });
  const { executions = [] } = await sfn.send(
    new Sfn.ListExecutionsCommand({ mapRunArn: mapRuns?.[0]?.mapRunArn, statusFilter: "ABORTED" }),
  );
  expect(executions).toHaveLength(2);
});

test("a running map run takes another concurrency", async () => {
  const { executionArn } = await start(
    "waiting",
    {
      StartAt: "Each",
      States: {
        Each: {
          Type: "Map",
          End: true,
          MaxConcurrency: 1,
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
            StartAt: "Wait",
            States: { Wait: { Type: "Wait", Seconds: 3600, End: true } },
          },
        },
      },
    },
    [1, 2],
  );
  let mapRunArn: string | undefined;
  while (!mapRunArn) mapRunArn = (await sfn.send(new Sfn.ListMapRunsCommand({ executionArn }))).mapRuns?.[0]?.mapRunArn;
  await sfn.send(new Sfn.UpdateMapRunCommand({ mapRunArn, maxConcurrency: 2, toleratedFailureCount: 1 }));
  expect(await sfn.send(new Sfn.DescribeMapRunCommand({ mapRunArn }))).toMatchObject({
    status: "RUNNING",
    maxConcurrency: 2,
    toleratedFailureCount: 1,
  });
  const { executions = [] } = await sfn.send(new Sfn.ListExecutionsCommand({ mapRunArn }));
  const child = { executionArn: executions[0]?.executionArn };
  await sfn.send(new Sfn.StopExecutionCommand({ ...child, error: "Enough" }));
  expect(await ended(child.executionArn)).toMatchObject({
    status: "ABORTED",
    error: "Enough",
    redriveStatus: "REDRIVABLE_BY_MAP_RUN",
  });
  await sfn.send(new Sfn.StopExecutionCommand({ executionArn }));
  expect((await ended(executionArn)).status).toBe("ABORTED");
});
