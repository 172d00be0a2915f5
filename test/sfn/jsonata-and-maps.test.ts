/** JSONata machines, states tested alone, and distributed Maps over S3. */
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import * as Sfn from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let sfn: Sfn.SFNClient;
let s3: S3Client;
let count = 0;
const roleArn = "arn:aws:iam::000000000000:role/states";

beforeAll(async () => {
  cloud = await startTestCloud();
  sfn = new Sfn.SFNClient({ ...cloud.clientConfig, disableHostPrefix: true });
  s3 = new S3Client({ ...cloud.clientConfig, forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: "items" }));
});

afterAll(async () => {
  sfn.destroy();
  s3.destroy();
  await cloud.stop();
});

async function run(definition: object, input: unknown = {}) {
  const name = `m-${++count}`;
  const { stateMachineArn } = await sfn.send(
    new Sfn.CreateStateMachineCommand({ name, roleArn, definition: JSON.stringify(definition) }),
  );
  const { executionArn } = await sfn.send(
    new Sfn.StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  for (;;) {
    const told = await sfn.send(new Sfn.DescribeExecutionCommand({ executionArn }));
    if (told.status !== "RUNNING") return told;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const jsonata = (States: object, StartAt = "A") => ({ QueryLanguage: "JSONata", StartAt, States });

// Source: Step Functions' guide, "Transforming data with JSONata".
test.each<[string, object, unknown, unknown]>([
  [
    "Pass gives an output of its own",
    jsonata({ A: { Type: "Pass", Output: { sum: "{% $sum($states.input.n) %}", plain: "text" }, End: true } }),
    { n: [1, 2] },
    { sum: 3, plain: "text" },
  ],
  [
    "variables are seen by the states behind",
    jsonata({
      A: { Type: "Pass", Assign: { half: "{% $states.input.n / 2 %}" }, Next: "B" },
      B: { Type: "Succeed", Output: "{% $half & '!' %}" },
    }),
    { n: 5 },
    "2.5!",
  ],
  [
    "a rule of a Choice has its own output",
    jsonata({
      A: {
        Type: "Choice",
        Choices: [{ Condition: "{% $states.input.n > 1 %}", Next: "B", Output: "many" }],
        Default: "B",
      },
      B: { Type: "Succeed" },
    }),
    { n: 2 },
    "many",
  ],
  [
    "a Map goes over what an expression finds",
    jsonata({
      A: {
        Type: "Map",
        Items: "{% $states.input.list[$ > 1] %}",
        ItemSelector: { at: "{% $states.context.Map.Item.Index %}", value: "{% $states.context.Map.Item.Value %}" },
        ItemProcessor: { StartAt: "I", States: { I: { Type: "Pass", End: true } } },
        Output: "{% $states.result.value %}",
        End: true,
      },
    }),
    { list: [1, 2, 3] },
    [2, 3],
  ],
  [
    "a catcher sees what went wrong",
    jsonata({
      A: {
        Type: "Parallel",
        Branches: [{ StartAt: "F", States: { F: { Type: "Fail", Error: "E", Cause: "{% 'no ' & $states.input %}" } } }],
        Catch: [{ ErrorEquals: ["E"], Next: "B", Output: "{% $states.errorOutput.Cause %}" }],
        End: true,
      },
      B: { Type: "Succeed" },
    }),
    "good",
    "no good",
  ],
])("%s", async (_, definition, input, output) => {
  const told = await run(definition, input);
  expect(JSON.parse(told.output ?? "null")).toEqual(output);
});

// Source: AWS, recorded (the event and its words; the other by JSONata's code T2001).
test.each([
  ["{% $nothing %}", "returned nothing (undefined)."],
  ["{% $f := function($x) { $x } %}", "returned an unsupported result type."],
  [
    "{% 'a' + 1 %}",
    'threw an error during evaluation. T2001: The left side of the "+" operator must evaluate to a number',
  ],
])("%s fails the state", async (expression, words) => {
  const { executionArn, error, cause } = await run(
    jsonata({ A: { Type: "Pass", Output: { a: [expression] }, End: true } }),
  );
  const text = expression.slice(2, -2).trim();
  const expected = `An error occurred while executing the state 'A' (entered at the event id #2). The JSONata expression '${text}' specified for the field 'Output/a[0]' ${words}`;
  expect([error, cause]).toEqual(["States.QueryEvaluationError", expected]);
  const { events } = await sfn.send(new Sfn.GetExecutionHistoryCommand({ executionArn }));
  expect(events?.[2]).toMatchObject({
    type: "EvaluationFailed",
    previousEventId: 0,
    evaluationFailedEventDetails: { location: "Output/a[0]", state: "A" },
  });
});

const tested = (definition: object, more: Partial<Sfn.TestStateCommandInput> = {}) =>
  sfn.send(new Sfn.TestStateCommand({ definition: JSON.stringify(definition), roleArn, ...more }));

// Source: AWS, recorded.
test("TestState shows the data at every step", async () => {
  const { inspectionData, output, status } = await tested(
    {
      Type: "Pass",
      InputPath: "$.initial",
      Parameters: { static: "s", "given.$": "$.field" },
      ResultPath: "$.modified",
      End: true,
    },
    { input: '{"initial":{"field":"f"}}', inspectionLevel: "TRACE" },
  );
  const parameters = '{"static":"s","given":"f"}';
  expect({ inspectionData, output, status }).toEqual({
    inspectionData: {
      input: '{"initial":{"field":"f"}}',
      afterInputPath: '{"field":"f"}',
      afterParameters: parameters,
      afterResultSelector: parameters,
      afterResultPath: `{"initial":{"field":"f"},"modified":${parameters}}`,
    },
    output: `{"initial":{"field":"f"},"modified":${parameters}}`,
    status: "SUCCEEDED",
  });
});

const task = {
  Type: "Task",
  Resource: "arn:aws:states:::lambda:invoke",
  Parameters: { FunctionName: "f" },
  Retry: [{ ErrorEquals: ["Mock"], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 2 }],
  Catch: [{ ErrorEquals: ["States.ALL"], Next: "Handler" }],
  End: true,
};

// Source: AWS, recorded (states, indexes and back-off of a mocked error).
test("TestState tells what a mocked error leads to", async () => {
  const mock = { errorOutput: { error: "Mock", cause: "c" } };
  const first = await tested(task, { mock, inspectionLevel: "DEBUG", stateConfiguration: { retrierRetryCount: 1 } });
  expect(first.status).toBe("RETRIABLE");
  expect(first.inspectionData?.errorDetails).toEqual({ retryIndex: 0, retryBackoffIntervalSeconds: 2 });
  const last = await tested(task, { mock, stateConfiguration: { retrierRetryCount: 2 } });
  expect(last).toMatchObject({ status: "CAUGHT_ERROR", nextState: "Handler", output: '{"Error":"Mock","Cause":"c"}' });
});

// Source: AWS, recorded.
test.each<[object, Partial<Sfn.TestStateCommandInput>, string]>([
  [{ Type: "Succeed" }, { mock: { result: "{}" } }, "State type 'Succeed' is not supported when a mock is specified"],
  [
    task,
    { mock: { result: '{"StatusCode":"200"}' } },
    "Mock result schema validation error: Field 'StatusCode' must be a number",
  ],
  [
    task,
    { mock: { result: "{}" }, context: '{"Execution":{"pokemon":1}}' },
    "Invalid Context object provided: Field 'pokemon' is not allowed",
  ],
  [{ StartAt: "A", States: { A: task } }, { stateName: "B" }, "State not found in definition"],
])("TestState refuses %j with %j", async (definition, more, message) => {
  await expect(tested(definition, more)).rejects.toMatchObject({ name: "ValidationException", message });
});

// Source: Step Functions' guide, "ItemReader", "ItemBatcher", "ResultWriter".
test("a distributed Map reads, batches and writes", async () => {
  await s3.send(new PutObjectCommand({ Bucket: "items", Key: "in.csv", Body: 'id,name\n1,a\n2,"b, c"\n3,d\n' }));
  const { output, executionArn } = await run(
    {
      StartAt: "M",
      States: {
        M: {
          Type: "Map",
          ItemReader: {
            Resource: "arn:aws:states:::s3:getObject",
            ReaderConfig: { InputType: "CSV", CSVHeaderLocation: "FIRST_ROW" },
            Parameters: { Bucket: "items", "Key.$": "$.key" },
          },
          ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { "from.$": "$.key" } },
          ItemProcessor: {
            ProcessorConfig: { Mode: "DISTRIBUTED", ExecutionType: "STANDARD" },
            StartAt: "P",
            States: { P: { Type: "Pass", End: true } },
          },
          ResultWriter: {
            Resource: "arn:aws:states:::s3:putObject",
            WriterConfig: { OutputType: "JSONL", Transformation: "COMPACT" },
            Parameters: { Bucket: "items", Prefix: "out" },
          },
          End: true,
        },
      },
    },
    { key: "in.csv" },
  );
  const { MapRunArn, ResultWriterDetails } = JSON.parse(output ?? "{}") as {
    readonly MapRunArn: string;
    readonly ResultWriterDetails: { readonly Bucket: string; readonly Key: string };
  };
  const read = async (Key: string) =>
    (await s3.send(new GetObjectCommand({ Bucket: "items", Key }))).Body?.transformToString() ?? "";
  const manifest = JSON.parse(await read(ResultWriterDetails.Key)) as {
    readonly ResultFiles: { readonly SUCCEEDED: readonly { readonly Key: string }[] };
  };
  const lines = (await read(manifest.ResultFiles.SUCCEEDED[0]?.Key ?? "")).trim().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    {
      BatchInput: { from: "in.csv" },
      Items: [
        { id: "1", name: "a" },
        { id: "2", name: "b, c" },
      ],
    },
    { BatchInput: { from: "in.csv" }, Items: [{ id: "3", name: "d" }] },
  ]);
  const told = await sfn.send(new Sfn.DescribeMapRunCommand({ mapRunArn: MapRunArn }));
  expect(told).toMatchObject({ status: "SUCCEEDED", executionArn, itemCounts: { total: 3, succeeded: 3 } });
  expect(told.executionCounts).toMatchObject({ total: 2, succeeded: 2, resultsWritten: 2 });
  const { mapRuns } = await sfn.send(new Sfn.ListMapRunsCommand({ executionArn }));
  expect(mapRuns?.map(({ mapRunArn }) => mapRunArn)).toEqual([MapRunArn]);
  const { executions = [] } = await sfn.send(new Sfn.ListExecutionsCommand({ mapRunArn: MapRunArn }));
  expect(executions.map(({ itemCount, status }) => `${itemCount} ${status}`).sort()).toEqual([
    "1 SUCCEEDED",
    "2 SUCCEEDED",
  ]);
  const child = executions.find(({ itemCount }) => itemCount === 1)?.executionArn;
  expect(await sfn.send(new Sfn.DescribeExecutionCommand({ executionArn: child }))).toMatchObject({
    mapRunArn: MapRunArn,
    stateMachineArn: MapRunArn.replace(":mapRun:", ":stateMachine:").replace(/:[^:]*$/, ""),
    input: '{"BatchInput":{"from":"in.csv"},"Items":[{"id":"3","name":"d"}]}',
  });
  const { events } = await sfn.send(new Sfn.GetExecutionHistoryCommand({ executionArn: child }));
  expect(events?.map(({ type }) => type)).toEqual([
    "ExecutionStarted",
    "PassStateEntered",
    "PassStateExited",
    "ExecutionSucceeded",
  ]);
});
