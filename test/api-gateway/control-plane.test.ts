/** REST APIs: what is made, told and refused. Sentences as AWS was recorded to say them. */
import * as Api from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let client: Api.APIGatewayClient;
let restApiId: string | undefined;
let root: string | undefined;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = new Api.APIGatewayClient(cloud.clientConfig);
  const made = await client.send(new Api.CreateRestApiCommand({ name: "pets" }));
  expect(made).toMatchObject({
    name: "pets",
    apiKeySource: "HEADER",
    disableExecuteApiEndpoint: false,
    endpointConfiguration: { types: ["EDGE"], ipAddressType: "ipv4" },
  });
  restApiId = made.id;
  root = made.rootResourceId;
});
afterAll(() => cloud.stop());

const child = (parentId: string | undefined, pathPart: string) =>
  new Api.CreateResourceCommand({ restApiId, parentId, pathPart });

test("an unknown API is named with its account", async () => {
  expect(await refusalOf(client, new Api.GetRestApiCommand({ restApiId: "nope" }))).toMatch(
    /^NotFoundException: Invalid API identifier specified \d{12}:nope$/,
  );
});

test("resources have one name and one variable among siblings, and go with their parent", async () => {
  const pets = await client.send(child(root, "pets"));
  expect(pets).toMatchObject({ path: "/pets", pathPart: "pets", parentId: root });
  expect(await refusalOf(client, child(root, "pets"))).toBe(
    "ConflictException: Another resource with the same parent already has this name: pets",
  );
  const proxy = await client.send(child(pets.id, "{proxy+}"));
  expect(await refusalOf(client, child(pets.id, "{id}"))).toBe(
    "BadRequestException: A sibling ({proxy+}) of this resource already has a variable path part -- only one is allowed",
  );
  expect(await refusalOf(client, child(proxy.id, "x"))).toBe(
    "BadRequestException: Cannot create a child of a resource with a greedy path variable: {proxy+}",
  );
  await client.send(new Api.DeleteResourceCommand({ restApiId, resourceId: pets.id }));
  expect(await refusalOf(client, new Api.GetResourceCommand({ restApiId, resourceId: proxy.id }))).toBe(
    "NotFoundException: Invalid Resource identifier specified",
  );
});

test("a deployment is held by its stage, whose settings start from AWS's defaults", async () => {
  const place = { restApiId, resourceId: root, httpMethod: "GET" };
  await client.send(new Api.PutMethodCommand({ ...place, authorizationType: "NONE" }));
  expect(await client.send(new Api.PutIntegrationCommand({ ...place, type: "MOCK" }))).toMatchObject({
    cacheKeyParameters: [],
    cacheNamespace: root,
    passthroughBehavior: "WHEN_NO_MATCH",
    timeoutInMillis: 29_000,
    type: "MOCK",
  });
  const { id: deploymentId } = await client.send(new Api.CreateDeploymentCommand({ restApiId }));
  expect(await client.send(new Api.CreateStageCommand({ restApiId, deploymentId, stageName: "prod" }))).toMatchObject({
    cacheClusterEnabled: false,
    cacheClusterStatus: "NOT_AVAILABLE",
    methodSettings: {},
    tracingEnabled: false,
  });
  const { methodSettings } = await client.send(
    new Api.UpdateStageCommand({
      restApiId,
      stageName: "prod",
      patchOperations: [{ op: "replace", path: "/*/*/throttling/burstLimit", value: "7" }],
    }),
  );
  expect(methodSettings?.["*/*"]).toMatchObject({
    throttlingBurstLimit: 7,
    throttlingRateLimit: 10_000,
    cacheTtlInSeconds: 300,
    requireAuthorizationForCacheControl: true,
  });
  expect(await refusalOf(client, new Api.DeleteDeploymentCommand({ restApiId, deploymentId }))).toBe(
    "BadRequestException: Active stages pointing to this deployment must be moved or deleted",
  );
});

test("patches on a path that a key does not have are refused with those it has", async () => {
  const { id } = await client.send(new Api.CreateApiKeyCommand({ name: "k" }));
  const patchOperations = [{ op: "replace" as const, path: "/id", value: "x" }];
  expect(await refusalOf(client, new Api.UpdateApiKeyCommand({ apiKey: id, patchOperations }))).toBe(
    "BadRequestException: Invalid patch path  '/id' specified for op 'replace'. Must be one of: [/description, /enabled, /name, /customerId]",
  );
  expect(await refusalOf(client, new Api.CreateApiKeyCommand({ value: "short" }))).toBe(
    "BadRequestException: API Key value should be at least 20 characters",
  );
});

test("gateway responses have defaults that cannot be deleted", async () => {
  const response = { restApiId, responseType: "MISSING_AUTHENTICATION_TOKEN" as const };
  expect(await client.send(new Api.GetGatewayResponseCommand(response))).toMatchObject({
    defaultResponse: true,
    statusCode: "403",
    responseTemplates: { "application/json": '{"message":$context.error.messageString}' },
  });
  expect(await refusalOf(client, new Api.DeleteGatewayResponseCommand(response))).toBe(
    "NotFoundException: Gateway response type not defined on api",
  );
});
