/** Functions and layers of another account. Messages as IAM's documentation gives them. */
import * as Lambda from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createNodeFunction, invoke, lambdaClient, zip } from "./support.ts";

const OWNER = "111111111111";
const OTHER = "222222222222";
const ARN = `arn:aws:lambda:us-east-1:${OWNER}:function:shared`;
let cloud: TestCloud;
let owner: Lambda.LambdaClient;
let other: Lambda.LambdaClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  owner = lambdaClient({ ...cloud, clientConfig: cloud.configFor({ account: OWNER }) });
  other = lambdaClient({ ...cloud, clientConfig: cloud.configFor({ account: OTHER }) });
  await createNodeFunction(owner, "shared", "exports.handler = async () => 'shared';");
});

afterAll(async () => {
  await cloud?.stop();
});

const refusal = (action: string, resource: string) => ({
  name: "AccessDeniedException",
  message: `User: arn:aws:iam::${OTHER}:root is not authorized to perform: lambda:${action} on resource: ${resource} because no resource-based policy allows the lambda:${action} action`,
  $metadata: { httpStatusCode: 403 },
});

test.each(["shared", "unknown"])("a function that nobody has shared is not said to be there: %s", async (name) => {
  const FunctionName = ARN.replace(/shared$/, name);
  await expect(other.send(new Lambda.GetFunctionCommand({ FunctionName }))).rejects.toMatchObject(
    refusal("GetFunction", FunctionName),
  );
  await expect(invoke(other, FunctionName)).rejects.toMatchObject(refusal("InvokeFunction", FunctionName));
});

test("a permission lets another account do what it names", async () => {
  await owner.send(
    new Lambda.AddPermissionCommand({
      FunctionName: "shared",
      StatementId: "other",
      Action: "lambda:InvokeFunction",
      Principal: OTHER,
    }),
  );
  expect((await invoke(other, ARN)).value).toBe("shared");
  await expect(other.send(new Lambda.GetFunctionCommand({ FunctionName: ARN }))).rejects.toMatchObject(
    refusal("GetFunction", ARN),
  );
});

test("a layer is for others as far as its version is shared", async () => {
  const ZipFile = await zip({ "nodejs/node_modules/shared/index.js": "module.exports = 'layer';" });
  const { LayerVersionArn: Arn = "" } = await owner.send(
    new Lambda.PublishLayerVersionCommand({ LayerName: "shared", Content: { ZipFile } }),
  );
  const code = "exports.handler = async () => require('shared');";
  const create = () => createNodeFunction(other, "user", code, { Layers: [Arn] });
  await expect(create()).rejects.toMatchObject(refusal("GetLayerVersion", Arn));
  await expect(other.send(new Lambda.GetLayerVersionByArnCommand({ Arn }))).rejects.toMatchObject(
    refusal("GetLayerVersion", Arn),
  );
  await owner.send(
    new Lambda.AddLayerVersionPermissionCommand({
      LayerName: "shared",
      VersionNumber: 1,
      StatementId: "all",
      Action: "lambda:GetLayerVersion",
      Principal: "*",
    }),
  );
  expect(await other.send(new Lambda.GetLayerVersionByArnCommand({ Arn }))).toMatchObject({ LayerVersionArn: Arn });
  await create();
  expect((await invoke(other, "user")).value).toBe("layer");
});
