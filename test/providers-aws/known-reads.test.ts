/** Reading an object again asks the cloud nothing while nothing has been written of what its answer was made of. */
import { DynamoDBClient, TagResourceCommand } from "@aws-sdk/client-dynamodb";
import { CreateRoleCommand, IAMClient, UpdateRoleDescriptionCommand } from "@aws-sdk/client-iam";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Cloud } from "../../src/cloud/cloud.ts";
import { type PlainObject, textOf } from "../../src/providers/aws/framework/plain.ts";
import { serviceRegistry } from "../../src/services/registry.ts";
import { blockOf } from "../conformance/aws-parity/block-of.ts";
import { ASSUME_LAMBDA, type Attributes, data, resource } from "../conformance/aws-parity/parity-case.ts";
import { fill } from "../conformance/aws-parity/run-case.ts";
import { ourSide, type Side } from "../conformance/aws-parity/side.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let side: Side;
let calls: string[] = [];

const counting = (inner: Cloud): Cloud => ({
  store: inner.store,
  clock: inner.clock,
  bus: inner.bus,
  endpoint: inner.endpoint,
  directory: inner.directory,
  call(service, operation, input, options) {
    calls.push(operation);
    return inner.call(service, operation, input, options);
  },
});

beforeAll(async () => {
  await Promise.all(["iam", "dynamodb"].map(async (name) => serviceRegistry[name]?.load()));
  cloud = await startTestCloud();
  side = ourSide(counting(cloud.cloud), "000000000000", ".");
}, 60_000);

afterAll(() => cloud.stop());

async function asked<Result>(run: () => Promise<Result>): Promise<[Result, readonly string[]]> {
  calls = [];
  const result = await run();
  return [result, calls];
}

async function make(type: string, given: Attributes): Promise<PlainObject> {
  const config = fill(blockOf(resource(type, "it", given)), given);
  const plan = await side.plan(type, null, config, config);
  const { state, errors } = await side.apply(type, null, plan, config);
  expect(errors).toEqual([]);
  return state as PlainObject;
}

test("a role that nobody has touched is not asked about twice", async () => {
  const made = await make("aws_iam_role", { name: "quiet", assume_role_policy: ASSUME_LAMBDA });
  const [first, calledFirst] = await asked(() => side.read("aws_iam_role", made));
  const [second, calledSecond] = await asked(() => side.read("aws_iam_role", made));
  expect(calledFirst).toContain("GetRole");
  expect(calledSecond).toEqual([]);
  expect(second).toEqual(first);
});

test("what was changed, made or removed from outside is seen by the next read", async () => {
  const iam = new IAMClient(cloud.clientConfig);
  const made = await make("aws_iam_role", { name: "changed", assume_role_policy: ASSUME_LAMBDA });
  const read = () => side.read("aws_iam_role", made);
  await read();
  await iam.send(new UpdateRoleDescriptionCommand({ RoleName: "changed", Description: "by hand" }));
  expect((await read()).state).toMatchObject({ description: "by hand" });
  await cloud.reset();
  expect((await read()).state).toBeNull();
  await iam.send(new CreateRoleCommand({ RoleName: "changed", AssumeRolePolicyDocument: ASSUME_LAMBDA }));
  expect((await read()).state).toMatchObject({ description: "" });
});

test("an answer that time has a part in is asked for each time", async () => {
  const dynamodb = new DynamoDBClient(cloud.clientConfig);
  const made = await make("aws_dynamodb_table", {
    name: "timed",
    billing_mode: "PAY_PER_REQUEST",
    hash_key: "id",
    attribute: [{ name: "id", type: "S" }],
  });
  await side.read("aws_dynamodb_table", made);
  const [, called] = await asked(() => side.read("aws_dynamodb_table", made));
  expect(called).toContain("DescribeTable");
  const ResourceArn = textOf(made["arn"]);
  await dynamodb.send(new TagResourceCommand({ ResourceArn, Tags: [{ Key: "by", Value: "hand" }] }));
  expect((await side.read("aws_dynamodb_table", made)).state).toMatchObject({ tags: { by: "hand" } });
});

test("a data source is asked for again when what it found has changed", async () => {
  const iam = new IAMClient(cloud.clientConfig);
  await make("aws_iam_role", { name: "looked-up", assume_role_policy: ASSUME_LAMBDA });
  const config = fill(blockOf(data("aws_iam_role", "it", {})), { name: "looked-up" });
  const look = () => side.readData("aws_iam_role", config);
  expect((await asked(look))[1]).toContain("GetRole");
  expect((await asked(look))[1]).toEqual([]);
  await iam.send(new UpdateRoleDescriptionCommand({ RoleName: "looked-up", Description: "by hand" }));
  expect((await look()).state).toMatchObject({ description: "by hand" });
});

test("another cloud in the same process has answers of its own", async () => {
  const made = await make("aws_iam_role", { name: "here", assume_role_policy: ASSUME_LAMBDA });
  await side.read("aws_iam_role", made);
  const other = await startTestCloud();
  try {
    const there = ourSide(other.cloud, "000000000000", ".");
    expect((await there.read("aws_iam_role", made)).state).toBeNull();
  } finally {
    await other.stop();
  }
});

test("a state that says something else is read anew", async () => {
  const made = await make("aws_iam_role", { name: "edited", assume_role_policy: ASSUME_LAMBDA });
  const { state } = await side.read("aws_iam_role", made);
  const edited = { ...made, description: "in the state only" };
  expect((await side.read("aws_iam_role", edited)).state).toEqual(state);
});
