/** State machines through the SDK: control plane, runs with their histories, refusals. Recorded on AWS where said. */
import * as Ddb from "@aws-sdk/client-dynamodb";
import * as Sfn from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
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

async function create(definition: object, more: Partial<Sfn.CreateStateMachineCommandInput> = {}) {
  count++;
  return sfn.send(
    new Sfn.CreateStateMachineCommand({
      name: `machine-${count}`,
      roleArn,
      definition: JSON.stringify(definition),
      ...more,
    }),
  );
}

/** Runs a definition to its end and tells how it ended. */
async function run(definition: object, input: unknown = {}) {
  const { stateMachineArn } = await create(definition);
  const { executionArn } = await sfn.send(
    new Sfn.StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  return { ...(await ended(executionArn)), executionArn };
}

async function ended(executionArn: string | undefined) {
  for (;;) {
    const told = await sfn.send(new Sfn.DescribeExecutionCommand({ executionArn }));
    if (told.status !== "RUNNING") return told;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function refusal(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
  throw new Error("was not refused");
}

const pass = (more: object = {}) => ({ StartAt: "P", States: { P: { Type: "Pass", End: true, ...more } } });

test.each<[string, object, unknown, unknown]>([
  ["Pass hands its input on", pass(), { a: 1 }, { a: 1 }],
  ["Result at a ResultPath", pass({ Result: [1], ResultPath: "$.x.y" }), { a: 1 }, { a: 1, x: { y: [1] } }],
  ["ResultPath null drops the result", pass({ Result: 1, ResultPath: null }), { a: 1 }, { a: 1 }],
  ["Parameters", pass({ Parameters: { "b.$": "$.a", c: 2 } }), { a: 1 }, { b: 1, c: 2 }],
  ["OutputPath", pass({ OutputPath: "$.a" }), { a: [1] }, [1]],
  [
    "Choice takes the first rule that holds",
    {
      StartAt: "C",
      States: {
        C: {
          Type: "Choice",
          Choices: [
            { Variable: "$.n", NumericLessThan: 10, Next: "Small" },
            { Not: { Variable: "$.s", StringMatches: "a*" }, Next: "Small" },
          ],
          Default: "Large",
        },
        Small: { Type: "Pass", Result: "small", End: true },
        Large: { Type: "Pass", Result: "large", End: true },
      },
    },
    { n: 11, s: "abc" },
    "large",
  ],
  [
    "Map keeps the order of its items",
    {
      StartAt: "M",
      States: {
        M: {
          Type: "Map",
          ItemsPath: "$.items",
          ItemSelector: { "index.$": "$$.Map.Item.Index", "value.$": "$$.Map.Item.Value" },
          ItemProcessor: pass({ OutputPath: "$.value" }),
          MaxConcurrency: 2,
          End: true,
        },
      },
    },
    { items: [3, 1, 2] },
    [3, 1, 2],
  ],
  [
    "Parallel gives each branch the same",
    { StartAt: "B", States: { B: { Type: "Parallel", Branches: [pass(), pass({ Result: 2 })], End: true } } },
    { a: 1 },
    [{ a: 1 }, 2],
  ],
  [
    "variables",
    {
      StartAt: "A",
      States: {
        A: { Type: "Pass", Assign: { "kept.$": "$.a" }, Next: "B" },
        B: { Type: "Pass", Parameters: { "back.$": "$kept" }, End: true },
      },
    },
    { a: 5 },
    { back: 5 },
  ],
])("%s", async (_, definition, input, output) => {
  const told = await run(definition, input);
  expect(told.error).toBeUndefined();
  expect(JSON.parse(told.output ?? "null")).toEqual(output);
});

test("a history chains its events", async () => {
  const { executionArn } = await run(
    {
      StartAt: "M",
      States: { M: { Type: "Map", MaxConcurrency: 1, ItemProcessor: pass(), End: true } },
    },
    [1, 2],
  );
  const { events } = await sfn.send(new Sfn.GetExecutionHistoryCommand({ executionArn }));
  // Source: AWS, recorded: an iteration follows the last state's event of the one before.
  expect(events?.map(({ id, previousEventId, type }) => `${id} ${previousEventId} ${type}`)).toEqual([
    "1 0 ExecutionStarted",
    "2 0 MapStateEntered",
    "3 2 MapStateStarted",
    "4 3 MapIterationStarted",
    "5 4 PassStateEntered",
    "6 5 PassStateExited",
    "7 6 MapIterationSucceeded",
    "8 6 MapIterationStarted",
    "9 8 PassStateEntered",
    "10 9 PassStateExited",
    "11 10 MapIterationSucceeded",
    "12 11 MapStateSucceeded",
    "13 11 MapStateExited",
    "14 13 ExecutionSucceeded",
  ]);
});

test("a failure is retried, then caught", async () => {
  const told = await run({
    StartAt: "T",
    States: {
      T: {
        Type: "Task",
        Resource: "arn:aws:states:::lambda:invoke",
        Parameters: { FunctionName: "not-there" },
        Retry: [{ ErrorEquals: ["States.ALL"], IntervalSeconds: 1, MaxAttempts: 0 }],
        Catch: [{ ErrorEquals: ["Lambda.ResourceNotFoundException"], Next: "Caught", ResultPath: "$.error" }],
        End: true,
      },
      Caught: { Type: "Pass", OutputPath: "$.error.Cause", End: true },
    },
  });
  expect(JSON.parse(told.output ?? "")).toMatch(
    /^Function not found: arn:aws:lambda:us-east-1:000000000000:function:not-there.*\(Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: .*; Proxy: null\)$/,
  );
});

test("Fail and a runtime fault end the execution with error and cause", async () => {
  const failed = await run({ StartAt: "F", States: { F: { Type: "Fail", Error: "E", Cause: "because" } } });
  expect(failed).toMatchObject({ status: "FAILED", error: "E", cause: "because" });
  const runtime = await run(pass({ OutputPath: "$.no.such" }));
  // Source: AWS, recorded.
  expect(runtime).toMatchObject({
    status: "FAILED",
    error: "States.Runtime",
    cause:
      "An error occurred while executing the state 'P' (entered at the event id #2). Invalid path '$.no.such' : Missing property in path $['no']",
  });
});

test("a task stores an item in DynamoDB and a nested machine answers", async () => {
  const dynamodb = new Ddb.DynamoDBClient(cloud.clientConfig);
  await dynamodb.send(
    new Ddb.CreateTableCommand({
      TableName: "sums",
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    }),
  );
  await Ddb.waitUntilTableExists({ client: dynamodb, minDelay: 1, maxWaitTime: 20 }, { TableName: "sums" });
  const inner = await create({
    StartAt: "Put",
    States: {
      Put: {
        Type: "Task",
        Resource: "arn:aws:states:::dynamodb:putItem",
        Parameters: { TableName: "sums", Item: { id: { "S.$": "$.id" } } },
        ResultPath: null,
        End: true,
      },
    },
  });
  const told = await run(
    {
      StartAt: "Nested",
      States: {
        Nested: {
          Type: "Task",
          Resource: "arn:aws:states:::states:startExecution.sync:2",
          Parameters: { StateMachineArn: inner.stateMachineArn, "Input.$": "$" },
          OutputPath: "$.Output",
          End: true,
        },
      },
    },
    { id: "one" },
  );
  expect(JSON.parse(told.output ?? "null")).toEqual({ id: "one" });
  const { Item } = await dynamodb.send(new Ddb.GetItemCommand({ TableName: "sums", Key: { id: { S: "one" } } }));
  expect(Item).toEqual({ id: { S: "one" } });
});

test("a wait runs on the cloud's clock, and an execution can be stopped", async () => {
  const { stateMachineArn } = await create({
    StartAt: "W",
    States: { W: { Type: "Wait", Seconds: 86_400, End: true } },
  });
  const first = await sfn.send(new Sfn.StartExecutionCommand({ stateMachineArn }));
  const second = await sfn.send(new Sfn.StartExecutionCommand({ stateMachineArn }));
  await sfn.send(new Sfn.StopExecutionCommand({ executionArn: second.executionArn, error: "Enough" }));
  expect(await ended(second.executionArn)).toMatchObject({ status: "ABORTED", error: "Enough" });
  await cloud.cloud.clock.advance(86_400_000);
  expect(await ended(first.executionArn)).toMatchObject({ status: "SUCCEEDED" });
});

test("an activity's worker takes the task and reports", async () => {
  const { activityArn } = await sfn.send(new Sfn.CreateActivityCommand({ name: "work" }));
  const { stateMachineArn } = await create({
    StartAt: "T",
    States: { T: { Type: "Task", Resource: activityArn, End: true } },
  });
  const { executionArn } = await sfn.send(new Sfn.StartExecutionCommand({ stateMachineArn, input: '{"n":1}' }));
  const task = await sfn.send(new Sfn.GetActivityTaskCommand({ activityArn, workerName: "me" }));
  expect(task.input).toBe('{"n":1}');
  await sfn.send(new Sfn.SendTaskSuccessCommand({ taskToken: task.taskToken, output: '"done"' }));
  expect((await ended(executionArn)).output).toBe('"done"');
});

test("versions and aliases", async () => {
  const { stateMachineArn, stateMachineVersionArn } = await create(pass(), { publish: true });
  expect(stateMachineVersionArn).toBe(`${stateMachineArn}:1`);
  const again = await sfn.send(new Sfn.PublishStateMachineVersionCommand({ stateMachineArn }));
  expect(again.stateMachineVersionArn).toBe(`${stateMachineArn}:1`);
  const routingConfiguration = [{ stateMachineVersionArn, weight: 100 }];
  const { stateMachineAliasArn } = await sfn.send(
    new Sfn.CreateStateMachineAliasCommand({ name: "live", routingConfiguration }),
  );
  // Source: AWS, recorded.
  expect(await refusal(sfn.send(new Sfn.DeleteStateMachineVersionCommand({ stateMachineVersionArn })))).toBe(
    "ConflictException: Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [live]",
  );
  const { executionArn } = await sfn.send(new Sfn.StartExecutionCommand({ stateMachineArn: stateMachineAliasArn }));
  expect(await ended(executionArn)).toMatchObject({ stateMachineAliasArn, stateMachineVersionArn, stateMachineArn });
});

test("refusals, as recorded on AWS", async () => {
  const { stateMachineArn = "" } = await create(pass());
  const start = (input: string, arn = stateMachineArn) =>
    refusal(sfn.send(new Sfn.StartExecutionCommand({ stateMachineArn: arn, input })));
  expect(await start("not some json")).toBe(
    "InvalidExecutionInput: Invalid State Machine Execution Input: 'Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'",
  );
  expect(await start("{}", `${stateMachineArn}x`)).toBe(
    `StateMachineDoesNotExist: State Machine Does Not Exist: '${stateMachineArn}x'`,
  );
  expect(await refusal(create({ StartAt: "A" }))).toBe(
    "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'",
  );
  expect(await refusal(sfn.send(new Sfn.DescribeStateMachineCommand({ stateMachineArn: "not_a_valid_arn" })))).toBe(
    "InvalidArn: Invalid Arn: 'Invalid ARN prefix: not_a_valid_arn'",
  );
  expect(await refusal(sfn.send(new Sfn.CreateActivityCommand({ name: "activity name" })))).toBe(
    "InvalidName: Invalid Name: 'activity name'",
  );
});

// Source: AWS, measured: fields of rules and catchers are told by their place.
test.each<[string, object]>([
  [
    "Choices[1]/Output/v",
    {
      Type: "Choice",
      Choices: [
        { Condition: false, Next: "Z" },
        { Condition: true, Output: { v: "{% $none %}" }, Next: "Z" },
      ],
    },
  ],
  ["Choices[0]/Assign/x", { Type: "Choice", Choices: [{ Condition: true, Assign: { x: "{% $none %}" }, Next: "Z" }] }],
  [
    "Catch[0]/Output",
    {
      Type: "Task",
      Resource: "arn:aws:states:::aws-sdk:dynamodb:describeTable",
      Arguments: { TableName: "none" },
      Catch: [{ ErrorEquals: ["States.ALL"], Output: "{% $none %}", Next: "Z" }],
      Next: "Z",
    },
  ],
])("nothing in %s", async (field, state) => {
  const definition = { QueryLanguage: "JSONata", StartAt: "S", States: { S: state, Z: { Type: "Succeed" } } };
  const told = await run(definition);
  const sentence = `The JSONata expression '$none' specified for the field '${field}' returned nothing (undefined).`;
  expect(told).toMatchObject({ error: "States.QueryEvaluationError", cause: inState(sentence) });
});

// Source: AWS's order of events as LocalStack's source has it.
test("an abort follows nothing", async () => {
  const { stateMachineArn } = await create({
    StartAt: "W",
    States: { W: { Type: "Wait", Seconds: 3600, End: true } },
  });
  const { executionArn } = await sfn.send(new Sfn.StartExecutionCommand({ stateMachineArn }));
  await sfn.send(new Sfn.StopExecutionCommand({ executionArn, error: "Manual", cause: "probe" }));
  expect(await ended(executionArn)).toMatchObject({ status: "ABORTED", error: "Manual", cause: "probe" });
  const { events = [] } = await sfn.send(new Sfn.GetExecutionHistoryCommand({ executionArn }));
  expect(events.at(-1)).toMatchObject({ type: "ExecutionAborted", id: 3, previousEventId: 0 });
});

const inState = (sentence: string) =>
  `An error occurred while executing the state 'S' (entered at the event id #2). ${sentence}`;

test.each<[string, object, unknown, string]>([
  // Source: AWS, reported: the last property of a path, and one on the way.
  [
    "a path's end",
    { Type: "Pass", InputPath: "$.a.b" },
    { a: {} },
    "Invalid path '$.a.b' : No results for path: $['a']['b']",
  ],
  ["a path's way", { Type: "Pass", InputPath: "$.a.b" }, {}, "Invalid path '$.a.b' : Missing property in path $['a']"],
  [
    "a time limit",
    { Type: "Task", Resource: "arn:aws:states:::lambda:invoke", TimeoutSecondsPath: "$.t" },
    {},
    "Invalid path '$.t' : No results for path: $['t']",
  ],
  // Source: AWS, recorded (TestState).
  [
    "items",
    { Type: "Map", ItemsPath: "$.a", ItemProcessor: { StartAt: "P", States: { P: { Type: "Pass", End: true } } } },
    { a: 1 },
    'Reference path "$.a" must point to array.',
  ],
])("a state fails for want of %s", async (_, state, input, sentence) => {
  const told = await run({ StartAt: "S", States: { S: { ...state, End: true } } }, input);
  expect(told).toMatchObject({ status: "FAILED", error: "States.Runtime", cause: inState(sentence) });
});
