/** How much of everything Lambda takes, and what it says to more. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as Lambda from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requireRoom } from "../../src/services/lambda/function-layers.ts";
import { LARGEST_UNPACKED } from "../../src/services/lambda/unzip.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createNodeFunction, invoke, lambdaClient, ROLE, zip } from "./support.ts";

let cloud: TestCloud;
let client: Lambda.LambdaClient;
const base64 = (text: string): string => Buffer.from(text).toString("base64");

beforeAll(async () => {
  cloud = await startTestCloud();
  client = lambdaClient(cloud);
  await createNodeFunction(client, "f", "exports.handler = async (event, context) => context.clientContext ?? null;", {
    Publish: true,
  });
});

afterAll(async () => {
  await cloud?.stop();
});

test.each<[string, () => object, number, string, string]>([
  // Source: public reports of users (InvalidRequestContentException of Invoke).
  [
    "a client context that is no JSON",
    () => new Lambda.InvokeCommand({ FunctionName: "f", ClientContext: base64("none") }),
    400,
    "InvalidRequestContentException",
    "Client context must be a valid Base64-encoded JSON object.",
  ],
  // Source: public reports of users; the map is marked sensitive in the model, so its value is not echoed.
  [
    "a variable with a name of one letter",
    () => new Lambda.UpdateFunctionConfigurationCommand({ FunctionName: "f", Environment: { Variables: { A: "1" } } }),
    400,
    "ValidationException",
    "1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]",
  ],
  // Source: public reports of users (CreateFunction).
  [
    "a handler of a function that is an image",
    () =>
      new Lambda.CreateFunctionCommand({
        FunctionName: "image",
        PackageType: "Image",
        Role: ROLE,
        Handler: "index.handler",
        Code: { ImageUri: "000000000000.dkr.ecr.us-east-1.amazonaws.com/image:latest" },
      }),
    400,
    "InvalidParameterValueException",
    "Please don't provide Handler or Runtime or Layer when the intended function PackageType is Image.",
  ],
  [
    "an authorization type of something else than a function URL",
    () =>
      new Lambda.AddPermissionCommand({
        FunctionName: "f",
        StatementId: "s",
        Action: "lambda:InvokeFunction",
        Principal: "*",
        FunctionUrlAuthType: "NONE",
      }),
    400,
    "InvalidParameterValueException",
    "FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action",
  ],
])("refused: %s", async (_, command, status, name, message) => {
  const error = await client.send(command() as Lambda.InvokeCommand).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name, message, $metadata: { httpStatusCode: status } });
});

test("a policy grows up to 20 KB", async () => {
  const add = (index: number) =>
    client.send(
      new Lambda.AddPermissionCommand({
        FunctionName: "f",
        Qualifier: "1",
        StatementId: `statement-${String(index).padStart(4, "0")}`,
        Action: "lambda:InvokeFunction",
        Principal: "events.amazonaws.com",
        SourceArn: `arn:aws:events:us-east-1:000000000000:rule/${"r".repeat(1000)}`,
      }),
    );
  let fault: unknown;
  for (let index = 0; index < 20 && fault === undefined; index++) {
    fault = await add(index).then(
      () => undefined,
      (reason: unknown) => reason,
    );
  }
  // Source: public reports of users.
  expect(fault).toMatchObject({
    name: "PolicyLengthExceededException",
    message: expect.stringMatching(/^The final policy size \(2\d{4}\) is bigger than the limit \(20480\)\.$/),
    Type: "User",
    $metadata: { httpStatusCode: 400 },
  });
});

test("a client context comes to those only whose caller waits", async () => {
  const ClientContext = base64('{"custom":{"a":1}}');
  const { Payload } = await client.send(new Lambda.InvokeCommand({ FunctionName: "f", ClientContext }));
  expect(Payload?.transformToString()).toBe('{"custom":{"a":1}}');
  const seen = new Promise<string>((resolve) => {
    cloud.cloud.bus.subscribe("logs.write", ({ group, events }) => {
      const line = events.find(({ message }) => message.includes("context is"))?.message;
      if (group === "/aws/lambda/told" && line) resolve(line);
    });
  });
  await createNodeFunction(
    client,
    "told",
    "exports.handler = async (_, c) => { console.log('context is', c.clientContext); };",
  );
  await client.send(new Lambda.InvokeCommand({ FunctionName: "told", InvocationType: "Event", ClientContext }));
  expect(await seen).toContain("context is undefined");
});

test("the account's code size counts versions and layers", async () => {
  const size = async () =>
    (await client.send(new Lambda.GetAccountSettingsCommand({}))).AccountUsage?.TotalCodeSize ?? 0;
  const before = await size();
  const ZipFile = await zip({ "nodejs/a.js": "// a layer" });
  await client.send(new Lambda.PublishLayerVersionCommand({ LayerName: "counted", Content: { ZipFile } }));
  expect(await size()).toBe(before + ZipFile.length);
});

// Source: public reports of users (CreateFunction, PublishVersion); the limit is that of GetAccountSettings.
test("code that the account has no room for is refused, until there is", async () => {
  const place = { account: "000000000007", region: "us-east-1" };
  const other = new Lambda.LambdaClient(cloud.configFor(place));
  const { AccountLimit } = await other.send(new Lambda.GetAccountSettingsCommand({}));
  const stored = ["lambda", place.account, place.region, "layer-version", "large", 1];
  cloud.cloud.store.put(stored, { ...place, name: "large", version: 1, codeSize: AccountLimit?.TotalCodeSize });
  const create = () => createNodeFunction(other, "late", "exports.handler = async () => 1;");
  const refusal = { name: "CodeStorageExceededException", message: "Code storage limit exceeded.", Type: "User" };
  await expect(create()).rejects.toMatchObject({ ...refusal, $metadata: { httpStatusCode: 400 } });
  cloud.cloud.store.delete(stored);
  await create();
});

test("a function keeps a layer that is deleted", async () => {
  const ZipFile = await zip({ "nodejs/node_modules/kept/index.js": "module.exports = 'kept';" });
  const { LayerVersionArn = "" } = await client.send(
    new Lambda.PublishLayerVersionCommand({ LayerName: "kept", Content: { ZipFile } }),
  );
  const code = "exports.handler = async () => require('kept');";
  await createNodeFunction(client, "layered", code, { Layers: [LayerVersionArn] });
  await client.send(new Lambda.DeleteLayerVersionCommand({ LayerName: "kept", VersionNumber: 1 }));
  expect((await invoke(client, "layered")).value).toBe("kept");
  await expect(client.send(new Lambda.GetLayerVersionByArnCommand({ Arn: LayerVersionArn }))).rejects.toMatchObject({
    message: "The resource you requested does not exist.",
  });
});

test("a version has its environments by its number or through one alias", async () => {
  await createNodeFunction(client, "held", "exports.handler = async () => 1;", { Publish: true });
  const FunctionName = "held";
  await client.send(new Lambda.CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
  const put = (Qualifier: string) =>
    client.send(
      new Lambda.PutProvisionedConcurrencyConfigCommand({
        FunctionName,
        Qualifier,
        ProvisionedConcurrentExecutions: 1,
      }),
    );
  expect(await put("live")).toMatchObject({ Status: "IN_PROGRESS" });
  await expect(put("1")).rejects.toMatchObject({
    name: "ResourceConflictException",
    message: "Version is pointed by a Provisioned alias",
  });
});

test("provisioned environments are there again after a restart, and go with their alias", async () => {
  const directory = mkdtempSync(join(tmpdir(), "terrarium-provisioned-"));
  const code = "exports.handler = async (_, c) => [process.env.AWS_LAMBDA_INITIALIZATION_TYPE, c.functionVersion];";
  const FunctionName = "kept";
  const isLive = async (lambda: Lambda.LambdaClient, version: string) =>
    expect
      .poll(() => invoke(lambda, FunctionName, {}, "live").then(({ value }) => value), { timeout: 10_000 })
      .toEqual(["provisioned-concurrency", version]);
  try {
    const first = await startTestCloud({ directory, ephemeral: false });
    const lambda = lambdaClient(first);
    await createNodeFunction(lambda, FunctionName, code, { Publish: true });
    const Name = "live";
    await lambda.send(new Lambda.CreateAliasCommand({ FunctionName, Name, FunctionVersion: "1" }));
    const wanted = { FunctionName, Qualifier: Name, ProvisionedConcurrentExecutions: 1 };
    await lambda.send(new Lambda.PutProvisionedConcurrencyConfigCommand(wanted));
    await isLive(lambda, "1");
    await lambda.send(new Lambda.UpdateFunctionConfigurationCommand({ FunctionName, Description: "second" }));
    await Lambda.waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 5, minDelay: 1 }, { FunctionName });
    await lambda.send(new Lambda.PublishVersionCommand({ FunctionName }));
    await lambda.send(new Lambda.UpdateAliasCommand({ FunctionName, Name, FunctionVersion: "2" }));
    await isLive(lambda, "2");
    await first.stop();
    const second = await startTestCloud({ directory, ephemeral: false });
    await isLive(lambdaClient(second), "2");
    await second.stop();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test("invocations beyond the provisioned environments get one on demand", async () => {
  const code = `exports.handler = async () => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    return process.env.AWS_LAMBDA_INITIALIZATION_TYPE;
  };`;
  await createNodeFunction(client, "spilled", code, { Publish: true });
  const provisioned = { FunctionName: "spilled", Qualifier: "1" };
  await client.send(
    new Lambda.PutProvisionedConcurrencyConfigCommand({ ...provisioned, ProvisionedConcurrentExecutions: 1 }),
  );
  await expect
    .poll(() => invoke(client, "spilled", {}, "1").then(({ value }) => value))
    .toBe("provisioned-concurrency");
  const both = await Promise.all([invoke(client, "spilled", {}, "1"), invoke(client, "spilled", {}, "1")]);
  expect(new Set(both.map(({ value }) => value))).toEqual(new Set(["on-demand", "provisioned-concurrency"]));
});

// Source: public reports of users (UpdateFunctionConfiguration, CreateFunction).
test.each([
  [[LARGEST_UNPACKED + 1], 0, `Layers consume more than the available size of ${LARGEST_UNPACKED} bytes`],
  [
    [LARGEST_UNPACKED - 10, 5],
    6,
    `Function code combined with layers exceeds the maximum allowed size of ${LARGEST_UNPACKED} bytes. The actual size is ${LARGEST_UNPACKED + 1} bytes.`,
  ],
  [[LARGEST_UNPACKED - 10, 5], 5, undefined],
])("layers of %j bytes with code of %i", (layers, code, message) => {
  const check = () => requireRoom(layers, code);
  if (message === undefined) expect(check).not.toThrow();
  else expect(check).toThrow(message);
});
