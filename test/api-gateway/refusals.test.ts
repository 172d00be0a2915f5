/** What API Gateway refuses, and in which words: recorded on AWS. */
import * as Api from "@aws-sdk/client-api-gateway";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { type AnyCommand, refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let client: Api.APIGatewayClient;
let restApiId: string;
let root: string;
let plan: string;
let validator: string;

const send = <Output>(command: AnyCommand) => client.send(command as never) as Promise<Output>;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = new Api.APIGatewayClient(cloud.clientConfig);
  const api = await client.send(new Api.CreateRestApiCommand({ name: "refuser" }));
  restApiId = api.id as string;
  root = api.rootResourceId as string;
  const place = { restApiId, resourceId: root, httpMethod: "ANY" };
  await send(
    new Api.CreateModelCommand({ restApiId, name: "InUse", contentType: "application/json", schema: '{"title":"t"}' }),
  );
  await send(
    new Api.PutMethodCommand({
      ...place,
      authorizationType: "NONE",
      requestModels: { "application/json": "InUse" },
    }),
  );
  await send(new Api.PutIntegrationCommand({ ...place, type: "MOCK" }));
  await send(new Api.PutMethodResponseCommand({ ...place, statusCode: "200" }));
  await send(new Api.PutIntegrationResponseCommand({ ...place, statusCode: "200" }));
  await send(new Api.CreateDeploymentCommand({ restApiId, stageName: "dev" }));
  await send(new Api.CreateResourceCommand({ restApiId, parentId: root, pathPart: "pets" }));
  ({ id: plan } = await send<{ id: string }>(new Api.CreateUsagePlanCommand({ name: "p" })));
  ({ id: validator } = await send<{ id: string }>(new Api.CreateRequestValidatorCommand({ restApiId, name: "v" })));
});
afterAll(() => cloud.stop());

const bad = (message: string) => `BadRequestException: ${message}`;
const replace = (path: string, value?: string) => ({
  op: "replace" as const,
  path,
  ...(value !== undefined && { value }),
});
const remove = (path: string) => ({ op: "remove" as const, path });
const add = (path: string, value?: string) => ({ op: "add" as const, path, ...(value !== undefined && { value }) });
const ops = (...patchOperations: object[]): { patchOperations: Api.PatchOperation[] } => ({
  patchOperations: patchOperations as Api.PatchOperation[],
});
const method = () => ({ restApiId, resourceId: root, httpMethod: "ANY" });
const stage = (...operations: object[]) =>
  new Api.UpdateStageCommand({ restApiId, stageName: "dev", ...ops(...operations) });
const api = (...operations: object[]) => new Api.UpdateRestApiCommand({ restApiId, ...ops(...operations) });
const gatewayResponse = (...operations: object[]) =>
  new Api.UpdateGatewayResponseCommand({ restApiId, responseType: "DEFAULT_4XX", ...ops(...operations) });

/** As AWS writes it, missing commas and all. */
const STAGE_PATHS =
  "[/deploymentId, /description, /cacheClusterEnabled, /cacheClusterSize, /clientCertificateId, /accessLogSettings, /accessLogSettings/destinationArn, /accessLogSettings/format, /{resourcePath}/{httpMethod}/metrics/enabled, /{resourcePath}/{httpMethod}/logging/dataTrace, /{resourcePath}/{httpMethod}/logging/loglevel, /{resourcePath}/{httpMethod}/throttling/burstLimit/{resourcePath}/{httpMethod}/throttling/rateLimit/{resourcePath}/{httpMethod}/caching/ttlInSeconds, /{resourcePath}/{httpMethod}/caching/enabled, /{resourcePath}/{httpMethod}/caching/dataEncrypted, /{resourcePath}/{httpMethod}/caching/requireAuthorizationForCacheControl, /{resourcePath}/{httpMethod}/caching/unauthorizedCacheControlHeaderStrategy, /*/*/metrics/enabled, /*/*/logging/dataTrace, /*/*/logging/loglevel, /*/*/throttling/burstLimit /*/*/throttling/rateLimit /*/*/caching/ttlInSeconds, /*/*/caching/enabled, /*/*/caching/dataEncrypted, /*/*/caching/requireAuthorizationForCacheControl, /*/*/caching/unauthorizedCacheControlHeaderStrategy, /variables/{variable_name}, /tracingEnabled]";

test.each<[string, () => AnyCommand, string]>([
  [
    "a stage that is no pair",
    () => new Api.UpdateUsagePlanCommand({ usagePlanId: plan, ...ops(add("/apiStages", "x")) }),
    bad("Invalid API Stage specified"),
  ],
  [
    "tags of a stage",
    () => stage(replace("/tags/tag1", "v")),
    bad(`Invalid method setting path: /tags/tag1. Must be one of: ${STAGE_PATHS}`),
  ],
  [
    "a method setting that is not",
    () => stage(remove("/*/*")),
    bad("Cannot remove method setting */* because there is no method setting for this method "),
  ],
  [
    "a bad document",
    () => new Api.ImportRestApiCommand({ body: Buffer.from("foo: bar") }),
    bad("Invalid OpenAPI input."),
  ],
  [
    "a canary without a stage",
    () => new Api.CreateDeploymentCommand({ restApiId, canarySettings: { percentTraffic: 50 } }),
    bad(
      "Invalid deployment content specified.Non null and non empty stageName must be provided for canary deployment. Provided value is null",
    ),
  ],
  [
    "a canary of no stage",
    () =>
      new Api.CreateDeploymentCommand({ restApiId, stageName: "non-existing", canarySettings: { percentTraffic: 50 } }),
    bad(
      "Invalid deployment content specified.Stage non-existing must already be created before making a canary release deployment",
    ),
  ],
  [
    "removing no canary setting",
    () => stage(remove("/canarySettings/badPath")),
    bad("Cannot remove method setting canarySettings/badPath because there is no method setting for this method "),
  ],
  [
    "no canary setting",
    () => stage(replace("/canarySettings/badPath", "x")),
    bad(`Invalid method setting path: /canarySettings/badPath. Must be one of: ${STAGE_PATHS}`),
  ],
  [
    "a copy the wrong way round",
    () => stage({ op: "copy", path: "/canarySettings/stageVariableOverrides", from: "/variables" }),
    bad(
      "Invalid copy operation with path: /canarySettings/stageVariableOverrides and from /variables. Valid copy:path are [/deploymentId, /variables] and valid copy:from are [/canarySettings/deploymentId, /canarySettings/stageVariableOverrides]",
    ),
  ],
  [
    "removing no access log setting",
    () => stage(remove("/accessLogSettings/randomValue")),
    bad(
      "Cannot remove method setting accessLogSettings/randomValue because there is no method setting for this method ",
    ),
  ],
  [
    "an empty access log format",
    () => stage(replace("/accessLogSettings/format", "")),
    bad("Access Log value must not be empty"),
  ],
  [
    "a proxy of S3",
    () =>
      new Api.PutIntegrationCommand({
        ...method(),
        type: "AWS_PROXY",
        integrationHttpMethod: "POST",
        uri: "arn:aws:apigateway:us-east-1:s3:path/b/k",
      }),
    bad("Integrations of type 'AWS_PROXY' currently only supports Lambda function and Firehose stream invocations."),
  ],
  [
    "an address without path or action",
    () =>
      new Api.PutIntegrationCommand({
        ...method(),
        type: "AWS",
        integrationHttpMethod: "POST",
        uri: "arn:aws:apigateway:us-east-1:s3:fake",
      }),
    bad("AWS ARN for integration must contain path or action"),
  ],
  [
    "an integration without method",
    () => new Api.PutIntegrationCommand({ ...method(), type: "AWS_PROXY", uri: "x" }),
    bad("Enumeration value for HttpMethod must be non-empty"),
  ],
  [
    "a long key name",
    () => new Api.CreateApiKeyCommand({ name: "n".repeat(1025) }),
    bad("Invalid API Key name, can be at most 1024 characters."),
  ],
  [
    "a long key",
    () => new Api.CreateApiKeyCommand({ name: "n", value: "v".repeat(129) }),
    bad("API Key value exceeds maximum size of 128 characters"),
  ],
  ["an empty description", () => api(replace("/description", "")), bad("Description cannot be an empty string")],
  [
    "adding a compression",
    () => api(add("/minimumCompressionSize", "10")),
    bad("Invalid patch operation specified. Must be one of: [replace]"),
  ],
  [
    "no more endpoint types",
    () => api(remove("/endpointConfiguration/types/EDGE")),
    bad("REGIONAL Configuration and EDGE Configuration cannot be both DISABLED."),
  ],
  [
    "two endpoint types",
    () => new Api.CreateRestApiCommand({ name: "x", endpointConfiguration: { types: ["EDGE", "REGIONAL"] } }),
    bad("Cannot create an api with multiple Endpoint Types."),
  ],
  [
    "an unknown endpoint type",
    () => new Api.CreateRestApiCommand({ name: "x", endpointConfiguration: { types: ["wrong" as "EDGE"] } }),
    "ValidationException: 1 validation error detected: Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]",
  ],
  [
    "an unknown address type",
    () =>
      new Api.CreateRestApiCommand({
        name: "x",
        endpointConfiguration: { types: ["EDGE"], ipAddressType: "wrong" as "ipv4" },
      }),
    bad("ipAddressType must be either ipv4 or dualstack."),
  ],
  [
    "testing an endpoint type",
    () => api({ op: "test", path: "/endpointConfiguration/types/REGIONAL", value: "x" }),
    bad("Invalid patch operation specified. Must be 'add'|'remove'|'replace'"),
  ],
  [
    "wrong operations",
    () => api({ op: "wrong", path: "/name" }, { op: "wrong", path: "/name" }, { op: "wrong", path: "/x" }),
    "ValidationException: 3 validation errors detected: Value 'wrong' at 'updateRestApiInput.patchOperations.1.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]; Value 'wrong' at 'updateRestApiInput.patchOperations.2.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]; Value 'wrong' at 'updateRestApiInput.patchOperations.3.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]",
  ],
  [
    "a path that a resource has not",
    () => new Api.UpdateResourceCommand({ restApiId, resourceId: root, ...ops(replace("/invalid", "x")) }),
    bad("Invalid patch path  '/invalid' specified for op 'replace'. Must be one of: [/parentId, /pathPart]"),
  ],
  [
    "adding a path part",
    () => new Api.UpdateResourceCommand({ restApiId, resourceId: root, ...ops(add("/pathPart", "x")) }),
    bad("Invalid patch path  '/pathPart' specified for op 'add'. Please choose supported operations"),
  ],
  [
    "a parent of the root",
    () => new Api.UpdateResourceCommand({ restApiId, resourceId: root, ...ops(replace("/parentId", root)) }),
    bad("Root resource cannot update its parentId."),
  ],
  [
    "parameters of one name",
    () =>
      new Api.PutMethodCommand({
        ...method(),
        httpMethod: "GET",
        authorizationType: "NONE",
        requestParameters: { "method.request.querystring.q": true, "method.request.header.q": true },
      }),
    bad("Parameter names must be unique across querystring, header and path"),
  ],
  [
    "a model in use",
    () => new Api.DeleteModelCommand({ restApiId, modelName: "InUse" }),
    "ConflictException: Cannot delete model 'InUse', is referenced in method request: //ANY",
  ],
  [
    "an unknown method",
    () => new Api.PutMethodCommand({ ...method(), httpMethod: "WRONG", authorizationType: "NONE" }),
    bad("Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY"),
  ],
  [
    "an unknown validator",
    () =>
      new Api.PutMethodCommand({ ...method(), httpMethod: "GET", authorizationType: "NONE", requestValidatorId: "x" }),
    bad("Invalid Request Validator identifier specified"),
  ],
  [
    "the method of a method",
    () => new Api.UpdateMethodCommand({ ...method(), ...ops(replace("/httpMethod", "GET")) }),
    bad("Invalid patch path /httpMethod"),
  ],
  [
    "an unescaped content type",
    () => new Api.UpdateMethodCommand({ ...method(), ...ops(add("/requestModels/application/json", "Empty")) }),
    bad("Invalid patch path /requestModels/application/json"),
  ],
  [
    "an unknown model",
    () => new Api.GetModelCommand({ restApiId, modelName: "MySchema" }),
    "NotFoundException: Invalid model name specified: MySchema",
  ],
  [
    "a model without a name",
    () => new Api.CreateModelCommand({ restApiId, name: "", contentType: "application/json" }),
    bad("Model name must be non-empty"),
  ],
  [
    "the name of a model",
    () => new Api.UpdateModelCommand({ restApiId, modelName: "InUse", ...ops(replace("/name", "x")) }),
    bad("Invalid patch path  '/name' specified for op 'replace'. Must be one of: [/description, /schema]"),
  ],
  [
    "an unknown validator of an API",
    () => new Api.GetRequestValidatorCommand({ restApiId, requestValidatorId: "x" }),
    "NotFoundException: Invalid Request Validator identifier specified",
  ],
  [
    "removing what a validator checks",
    () =>
      new Api.UpdateRequestValidatorCommand({
        restApiId,
        requestValidatorId: validator,
        ...ops(remove("/validateRequestBody")),
      }),
    bad("Invalid patch path  '/validateRequestBody' specified for op 'remove'. Please choose supported operations"),
  ],
  [
    "a validator without name",
    () =>
      new Api.UpdateRequestValidatorCommand({ restApiId, requestValidatorId: validator, ...ops(replace("/name", "")) }),
    bad("Request Validator name cannot be blank"),
  ],
  [
    "a default gateway response",
    () => new Api.DeleteGatewayResponseCommand({ restApiId, responseType: "ACCESS_DENIED" }),
    "NotFoundException: Gateway response type not defined on api",
  ],
  ["adding a status", () => gatewayResponse(add("/statusCode", "444")), bad("Invalid patch path /statusCode")],
  ["a patch without a path", () => gatewayResponse({ op: "replace", value: "444" }), bad("Invalid patch path null")],
  [
    "a path that a gateway response has not",
    () => gatewayResponse(replace("/wrongPath", "x")),
    bad("Invalid patch path /wrongPath"),
  ],
  [
    "parameters that are null",
    () => gatewayResponse(replace("/responseParameters", "x")),
    bad("Invalid null or empty value in responseParameters"),
  ],
  [
    "an unknown documentation part",
    () => new Api.GetDocumentationPartCommand({ restApiId, documentationPartId: "x" }),
    "NotFoundException: Invalid Documentation part identifier specified",
  ],
  [
    "a mapping that is none",
    () =>
      new Api.PutIntegrationCommand({
        ...method(),
        type: "MOCK",
        requestParameters: { "integration.request.header.x": "true" },
      }),
    bad(
      "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: true]",
    ),
  ],
  [
    "a status that is none",
    () => new Api.PutMethodResponseCommand({ ...method(), statusCode: "wrong" }),
    "ValidationException: 1 validation error detected: Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d",
  ],
  [
    "a content type that is none",
    () =>
      new Api.UpdateMethodResponseCommand({
        ...method(),
        statusCode: "200",
        ...ops(add("/responseModels/123", "Empty")),
      }),
    bad("Validation Result: warnings : [], errors : [Invalid content type specified: 123]"),
  ],
  [
    "a content type that is not there",
    () =>
      new Api.UpdateMethodResponseCommand({
        ...method(),
        statusCode: "200",
        ...ops(remove("/responseModels/application~1xml")),
      }),
    "NotFoundException: Content-Type specified was not found",
  ],
  [
    "a target that is no ARN",
    () => new Api.CreateVpcLinkCommand({ name: "v", targetArns: ["invalid-arn"] }),
    bad("Invalid ARN. ARN is not well formed invalid-arn"),
  ],
  [
    "an unknown VPC link",
    () => new Api.GetVpcLinkCommand({ vpcLinkId: "x" }),
    "NotFoundException: Invalid Vpc Link identifier specified",
  ],
])("refused: %s", async (_, command, expected) => {
  expect(await refusalOf(client, command())).toBe(expected);
});

test.each<[string, () => AnyCommand, string]>([
  // Source: AWS's answers as its users report them.
  [
    "a method that is there",
    () => new Api.PutMethodCommand({ ...method(), authorizationType: "NONE" }),
    "ConflictException: Method already exists for this resource",
  ],
  [
    "a response that is there",
    () => new Api.PutMethodResponseCommand({ ...method(), statusCode: "200" }),
    "ConflictException: Response already exists for this resource",
  ],
  [
    "an authorizer without a function",
    () => new Api.CreateAuthorizerCommand({ restApiId, name: "a", type: "TOKEN", authorizerUri: "x" }),
    bad(
      "Invalid Authorizer URI: x. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.",
    ),
  ],
  [
    "a header that the method response lacks",
    () =>
      new Api.PutIntegrationResponseCommand({
        ...method(),
        statusCode: "200",
        responseParameters: { "method.response.header.x": "'y'" },
      }),
    bad(
      "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.response.header.x]",
    ),
  ],
])("refused: %s", async (_, command, expected) => {
  expect(await refusalOf(client, command())).toBe(expected);
});

test("a canary takes its deployment beside the stage's, and is promoted by copies", async () => {
  const made = await client.send(
    new Api.CreateDeploymentCommand({
      restApiId,
      stageName: "dev",
      canarySettings: { percentTraffic: 50, stageVariableOverrides: { color: "red" } },
    }),
  );
  const before = await client.send(new Api.GetStageCommand({ restApiId, stageName: "dev" }));
  expect(before.canarySettings).toEqual({
    deploymentId: made.id,
    percentTraffic: 50,
    stageVariableOverrides: { color: "red" },
    useStageCache: false,
  });
  expect(before.deploymentId).not.toBe(made.id);
  const copied = await client.send(
    stage(
      { op: "copy", path: "/deploymentId", from: "/canarySettings/deploymentId" },
      { op: "copy", path: "/variables", from: "/canarySettings/stageVariableOverrides" },
      remove("/canarySettings"),
    ) as Api.UpdateStageCommand,
  );
  expect(copied).toMatchObject({ deploymentId: made.id, variables: { color: "red" } });
  expect(copied.canarySettings).toBeUndefined();
});
