/** What Step Functions refuses. Sources: AWS's sentences as LocalStack's source has them; the API's reference where said. */
import * as Sfn from "@aws-sdk/client-sfn";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let sfn: Sfn.SFNClient;
let machineArn: string;
let versionArn: string;

const definition = JSON.stringify({ StartAt: "P", States: { P: { Type: "Pass", End: true } } });
const roleArn = "arn:aws:iam::000000000000:role/states";
const create = (more: Partial<Sfn.CreateStateMachineCommandInput>) =>
  new Sfn.CreateStateMachineCommand({ name: "machine", definition, roleArn, ...more });

beforeAll(async () => {
  cloud = await startTestCloud();
  sfn = new Sfn.SFNClient(cloud.clientConfig);
  const made = await sfn.send(create({ publish: true }));
  machineArn = made.stateMachineArn ?? "";
  versionArn = made.stateMachineVersionArn ?? "";
});
afterAll(() => cloud.stop());

// Source: the API's reference, CreateStateMachine (idempotency).
test("the same machine once more is the same, whatever its role and tags", async () => {
  const again = await sfn.send(create({ roleArn: `${roleArn}-2`, tags: [{ key: "a", value: "b" }] }));
  expect(again.stateMachineArn).toBe(machineArn);
  for (const more of [{ type: "EXPRESS" as const }, { tracingConfiguration: { enabled: true } }]) {
    expect(await refusalOf(sfn, create(more))).toBe(
      `StateMachineAlreadyExists: State Machine Already Exists: '${machineArn}'`,
    );
  }
});

const route = (...items: [arn: string, weight: number][]) => ({
  name: "alias",
  routingConfiguration: items.map(([stateMachineVersionArn, weight]) => ({ stateMachineVersionArn, weight })),
});

test("routes of aliases", async () => {
  const refusal = (input: Sfn.CreateStateMachineAliasCommandInput) =>
    refusalOf(sfn, new Sfn.CreateStateMachineAliasCommand(input));
  expect(await refusal(route([versionArn, 50], [versionArn, 50]))).toBe(
    `ValidationException: Routing configuration must contain distinct state machine version ARNs. Received: [${versionArn}, ${versionArn}]`,
  );
  expect(await refusal(route([versionArn, 50], [`${machineArn}:7`, 40]))).toBe(
    "ValidationException: Sum of routing configuration weights must equal 100. Received: [50, 40]",
  );
  expect(await refusal(route([machineArn, 100]))).toBe(
    `ValidationException: Routing configuration must contain state machine version ARNs. Received: [${machineArn}]`,
  );
  const update = (more: object) =>
    refusalOf(sfn, new Sfn.UpdateStateMachineAliasCommand({ stateMachineAliasArn: `${machineArn}:none`, ...more }));
  expect(await update({})).toBe(
    "MissingRequiredParameter: Either the description or the RoutingConfiguration must be specified",
  );
  expect(await update({ description: "x" })).toBe(
    "ResourceNotFound: Request references a resource that does not exist.",
  );
});

test("express executions are not kept", async () => {
  const { stateMachineArn } = await sfn.send(create({ name: "fast", type: "EXPRESS" }));
  const { executionArn } = await sfn.send(new Sfn.StartExecutionCommand({ stateMachineArn }));
  for (const command of [
    new Sfn.DescribeExecutionCommand({ executionArn }),
    new Sfn.GetExecutionHistoryCommand({ executionArn }),
    new Sfn.StopExecutionCommand({ executionArn }),
    new Sfn.DescribeStateMachineForExecutionCommand({ executionArn }),
  ]) {
    expect(await refusalOf(sfn, command)).toBe(
      "InvalidArn: Invalid Arn: 'Resource type not valid in this context: express'",
    );
  }
});

test("a token is good once", async () => {
  const { activityArn } = await sfn.send(new Sfn.CreateActivityCommand({ name: "work" }));
  const States = { T: { Type: "Task", Resource: activityArn, End: true } };
  const { stateMachineArn } = await sfn.send(
    create({ name: "waits", definition: JSON.stringify({ StartAt: "T", States }) }),
  );
  await sfn.send(new Sfn.StartExecutionCommand({ stateMachineArn }));
  const { taskToken } = await sfn.send(new Sfn.GetActivityTaskCommand({ activityArn }));
  const succeed = new Sfn.SendTaskSuccessCommand({ taskToken, output: "{}" });
  await sfn.send(succeed);
  expect(await refusalOf(sfn, succeed)).toBe("TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'");
  expect(await refusalOf(sfn, new Sfn.SendTaskHeartbeatCommand({ taskToken: "invented" }))).toBe(
    "InvalidToken: Invalid Token: 'Invalid token'",
  );
});
