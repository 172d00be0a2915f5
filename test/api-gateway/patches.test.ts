/** Updates by patch operations, kind by kind. Source: API Gateway's table of patch operations; sentences as noted. */
import * as Api from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { type AnyCommand, refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let api: Api.APIGateway;
let restApiId: string;
let root: string;
let usagePlanId: string;

beforeAll(async () => {
  cloud = await startTestCloud();
  api = new Api.APIGateway(cloud.clientConfig);
  const made = await api.createRestApi({ name: "patched" });
  restApiId = made.id as string;
  root = made.rootResourceId as string;
  const place = { restApiId, resourceId: root, httpMethod: "GET" };
  await api.putMethod({ ...place, authorizationType: "NONE" });
  await api.putIntegration({ ...place, type: "MOCK" });
  await api.createDeployment({ restApiId, stageName: "dev" });
  usagePlanId = (await api.createUsagePlan({ name: "p" })).id as string;
});
afterAll(() => cloud.stop());

const authorizerUri =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations";
const patch = (op: "add" | "remove" | "replace", path: string, value?: string) => ({
  patchOperations: [{ op, path, ...(value !== undefined && { value }) }],
});
const refusal = (command: AnyCommand) => refusalOf(api, command);
const bad = (message: string) => `BadRequestException: ${message}`;

test("a usage plan's stages, limits by method, quota", async () => {
  const change = async (...given: Parameters<typeof patch>) => {
    const { apiStages, quota, throttle } = await api.updateUsagePlan({ usagePlanId, ...patch(...given) });
    return { apiStages, quota, throttle };
  };
  const stage = `${restApiId}:dev`;
  const own = { apiId: restApiId, stage: "dev" };
  expect((await change("add", "/apiStages", stage)).apiStages).toEqual([own]);
  const limited = { ...own, throttle: { "/pets/GET": { rateLimit: 5, burstLimit: 7 } } };
  await change("add", `/apiStages/${stage}/throttle/~1pets/GET/rateLimit`, "5");
  expect((await change("replace", `/apiStages/${stage}/throttle/~1pets/GET/burstLimit`, "7")).apiStages).toEqual([
    limited,
  ]);
  expect((await change("remove", `/apiStages/${stage}/throttle/~1pets/GET`)).apiStages).toEqual([
    { ...own, throttle: {} },
  ]);
  expect((await change("replace", "/throttle/rateLimit", "2.5")).throttle).toEqual({ rateLimit: 2.5 });
  expect((await change("remove", "/throttle")).throttle).toBeUndefined();
  await change("add", "/quota/limit", "10");
  expect((await change("replace", "/quota/period", "DAY")).quota).toEqual({ limit: 10, period: "DAY" });
  expect((await change("remove", "/quota")).quota).toBeUndefined();
  // Source: AWS's answers, as its users report them.
  expect(await refusal(new Api.DeleteUsagePlanCommand({ usagePlanId }))).toBe(
    bad(`Cannot delete Usage Plan ${usagePlanId} because there are API Stages associated with it, including ${stage}`),
  );
  const whole = `/apiStages/${stage}`;
  expect(await refusal(new Api.UpdateUsagePlanCommand({ usagePlanId, ...patch("remove", whole) }))).toBe(
    bad(
      `Invalid patch path  '${whole}' specified for op 'remove'. Must be one of: [/apiStages, /quota, /throttle, /productCode, /apiStages/<apidId:stageName>/throttle/<resourcePath>/<httpMethod>, /apiStages/<apidId:stageName>/throttle]`,
    ),
  );
  expect((await change("remove", "/apiStages", stage)).apiStages).toEqual([]);
});

test("a key's stages are added and removed", async () => {
  const { id: apiKey } = await api.createApiKey({ name: "k" });
  const value = `${restApiId}/dev`;
  const { stageKeys } = await api.updateApiKey({ apiKey, ...patch("add", "/stages", value) });
  expect(stageKeys).toEqual([value]);
  expect((await api.updateApiKey({ apiKey, ...patch("remove", "/stages", value) })).stageKeys).toEqual([]);
});

test("an authorizer stays a valid one, and stays while a method uses it", async () => {
  const make = (name: string) =>
    api.createAuthorizer({ restApiId, name, type: "TOKEN", authorizerUri, identitySource: "method.request.header.A" });
  const { id: authorizerId } = await make("first");
  await make("second");
  const update = (...given: Parameters<typeof patch>) =>
    new Api.UpdateAuthorizerCommand({ restApiId, authorizerId, ...patch(...given) });
  expect(await refusal(update("replace", "/name", "second"))).toBe(bad("Authorizer name must be unique."));
  expect(await refusal(update("replace", "/authorizerUri", "x"))).toBe(
    bad(
      "Invalid Authorizer URI: x. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.",
    ),
  );
  expect(await refusal(update("replace", "/authorizerResultTtlInSeconds", "soon"))).toContain("BadRequestException");
  const { id: resourceId } = await api.createResource({ restApiId, parentId: root, pathPart: "test" });
  await api.putMethod({ restApiId, resourceId, httpMethod: "GET", authorizationType: "CUSTOM", authorizerId });
  // Source: AWS's answer, as its users report it.
  expect(await refusal(new Api.DeleteAuthorizerCommand({ restApiId, authorizerId }))).toBe(
    "ConflictException: Cannot delete authorizer 'first', is referenced in method: GET//test",
  );
  await api.updateMethod({
    restApiId,
    resourceId,
    httpMethod: "GET",
    patchOperations: [
      { op: "replace", path: "/authorizationType", value: "NONE" },
      { op: "remove", path: "/authorizerId" },
    ],
  });
  await api.deleteAuthorizer({ restApiId, authorizerId });
});

test("a clone has what the API has, but for stages and deployments", async () => {
  const { id: source } = await api.createRestApi({ name: "source", description: "d", binaryMediaTypes: ["image/png"] });
  const { items = [] } = await api.getResources({ restApiId: source });
  const [from] = items;
  const { id: resourceId } = await api.createResource({ restApiId: source, parentId: from?.id, pathPart: "pets" });
  const { id: requestValidatorId } = await api.createRequestValidator({ restApiId: source, name: "v" });
  await api.putMethod({
    restApiId: source,
    resourceId,
    httpMethod: "GET",
    authorizationType: "NONE",
    requestValidatorId,
  });
  const clone = await api.createRestApi({ name: "clone", cloneFrom: source });
  expect(clone).toMatchObject({ name: "clone", description: "d", binaryMediaTypes: ["image/png"] });
  const copies = (await api.getResources({ restApiId: clone.id, embed: ["methods"] })).items ?? [];
  const validators = (await api.getRequestValidators({ restApiId: clone.id })).items ?? [];
  const pets = copies.find(({ path }) => path === "/pets");
  expect(pets?.parentId).toBe(clone.rootResourceId);
  expect(pets?.id).not.toBe(resourceId);
  expect(pets?.resourceMethods?.["GET"]?.requestValidatorId).toBe(validators[0]?.id);
  expect((await api.getModels({ restApiId: clone.id })).items).toHaveLength(2);
});

test("what is used is not deleted; what is there is not made twice", async () => {
  const { id: requestValidatorId } = await api.createRequestValidator({ restApiId, name: "v" });
  const place = { restApiId, resourceId: root, httpMethod: "GET" };
  await api.updateMethod({ ...place, ...patch("replace", "/requestValidatorId", requestValidatorId) });
  expect(await refusal(new Api.DeleteRequestValidatorCommand({ restApiId, requestValidatorId }))).toContain(
    "ConflictException",
  );
  const part = { restApiId, location: { type: "API" as const }, properties: "{}" };
  await api.createDocumentationPart(part);
  // Source: AWS's answer, as its users report it.
  expect(await refusal(new Api.CreateDocumentationPartCommand(part))).toBe(
    "ConflictException: Documentation part already exists for the specified location: type 'API'",
  );
});

// Source: AWS's answers, as its users report them: an operation that no path takes is said to be no choice.
test.each<[string, () => AnyCommand, string]>([
  [
    "an operation that no path takes",
    () => new Api.UpdateAccountCommand(patch("add", "/cloudwatchRoleArn", "x")),
    "Invalid patch path  '/cloudwatchRoleArn' specified for op 'add'. Must be one of: [/features]",
  ],
  [
    "adding what remains of a quota",
    () =>
      new Api.UpdateDeploymentCommand({ restApiId, deploymentId: deployment, ...patch("add", "/description", "x") }),
    "Invalid patch path  '/description' specified for op 'add'. Please choose supported operations",
  ],
  [
    "no number",
    () => new Api.UpdateRestApiCommand({ restApiId, ...patch("replace", "/minimumCompressionSize", "much") }),
    "Invalid patch value  'much' specified for op 'replace'. Must be a number",
  ],
  [
    "a model without a schema",
    () => new Api.CreateModelCommand({ restApiId, name: "None", contentType: "application/json" }),
    "Model schema must have at least 1 property or array items defined",
  ],
  [
    "a schema that is no JSON",
    () => new Api.CreateModelCommand({ restApiId, name: "No", contentType: "application/json", schema: "{" }),
    "Invalid model specified: Validation Result: warnings : [], errors : [Invalid model schema specified]",
  ],
  [
    "a response of no model",
    () =>
      new Api.PutMethodResponseCommand({
        restApiId,
        resourceId: root,
        httpMethod: "GET",
        statusCode: "200",
        responseModels: { "application/json": "Missing" },
      }),
    "Invalid model identifier specified: Missing",
  ],
  [
    "a variable's name",
    () => new Api.UpdateStageCommand({ restApiId, stageName: "dev", ...patch("replace", "/variables/a:b", "x") }),
    "Invalid stage variable name: a:b.  Please use names with only word characters.",
  ],
  [
    "a variable's value",
    () => new Api.UpdateStageCommand({ restApiId, stageName: "dev", ...patch("replace", "/variables/a", "$LATEST") }),
    "Invalid stage variable value: $LATEST.  Please use values with alphanumeric characters and the symbols ' ', -', '.', '_', ':', '/', '?', '&', '=', and ','.",
  ],
  [
    "a plan for no API",
    () => new Api.CreateUsagePlanCommand({ name: "x", apiStages: [{ stage: "dev" }] }),
    "Invalid API Stage {api: %s, stage: %s} specified for usageplan %s",
  ],
])("refused: %s", async (_, command, expected) => {
  const { items = [] } = await api.getDeployments({ restApiId });
  deployment = items[0]?.id as string;
  expect(await refusal(command())).toBe(bad(expected));
});

let deployment: string;
