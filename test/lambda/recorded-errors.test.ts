/**
 * Refusals with every member of the error's body, as AWS answered them. Source: AWS, recorded. Cases that other tests
 * of this folder hold are not repeated.
 */
import * as Lambda from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createNodeFunction, lambdaClient, ROLE, zip } from "./support.ts";

let cloud: TestCloud;
let client: Lambda.LambdaClient;
let codeSha256 = "";
let code: Buffer;
const ARN = "arn:aws:lambda:us-east-1:000000000000";
const F = `${ARN}:function:f`;
const RUNTIMES =
  "[nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2]";
const TAGGED =
  "arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)";
const broken = (value: string, member: string, constraint: string): string =>
  `1 validation error detected: Value ${value} at '${member}' failed to satisfy constraint: ${constraint}`;
const pattern = (text: string): string => `Member must satisfy regular expression pattern: ${text}`;

let body = "";

beforeAll(async () => {
  cloud = await startTestCloud();
  client = lambdaClient(cloud);
  // The body as it came, which the SDK's errors no longer show.
  client.middlewareStack.add(
    (next) => async (args) => {
      const { response } = (await next(args)) as { response: { statusCode: number; body: AsyncIterable<Buffer> } };
      if (response.statusCode >= 400) {
        const chunks: Buffer[] = [];
        for await (const chunk of response.body) chunks.push(chunk);
        body = Buffer.concat(chunks).toString("utf8");
        response.body = Buffer.concat(chunks) as never;
      }
      return { response } as never;
    },
    { step: "deserialize", priority: "low" },
  );
  code = await zip({ "index.js": "exports.handler = async () => 1;" });
  await createNodeFunction(client, "f", "exports.handler = async () => 1;");
  await client.send(new Lambda.GetFunctionConfigurationCommand({ FunctionName: "f" }));
  for (;;) {
    const { State, CodeSha256 } = await client.send(new Lambda.GetFunctionConfigurationCommand({ FunctionName: "f" }));
    codeSha256 = CodeSha256 ?? "";
    if (State === "Active") break;
  }
  await client.send(new Lambda.PublishVersionCommand({ FunctionName: "f" }));
  await client.send(new Lambda.CreateAliasCommand({ FunctionName: "f", Name: "live", FunctionVersion: "1" }));
  await client.send(new Lambda.PublishLayerVersionCommand({ LayerName: "l", Content: { ZipFile: code } }));
  await client.send(new Lambda.PublishLayerVersionCommand({ LayerName: "l", Content: { ZipFile: code } }));
  await client.send(
    new Lambda.AddLayerVersionPermissionCommand({
      LayerName: "l",
      VersionNumber: 1,
      StatementId: "s1",
      Action: "lambda:GetLayerVersion",
      Principal: "*",
    }),
  );
  await client.send(permission("s3"));
  await client.send(new Lambda.CreateFunctionUrlConfigCommand({ FunctionName: "f", AuthType: "NONE" }));
});

afterAll(async () => {
  client?.destroy();
  await cloud?.stop();
});

function permission(StatementId: string, more: Partial<Lambda.AddPermissionCommandInput> = {}) {
  const rest = { Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com", ...more };
  return new Lambda.AddPermissionCommand({ FunctionName: "f", StatementId, ...rest });
}

function creation(more: Partial<Lambda.CreateFunctionCommandInput>) {
  return new Lambda.CreateFunctionCommand({
    FunctionName: "new",
    Runtime: "nodejs20.x",
    Handler: "index.handler",
    Role: ROLE,
    Code: { ZipFile: code },
    ...more,
  });
}

const routing = (weights: Record<string, number>) => ({
  FunctionName: "f",
  Name: "custom",
  FunctionVersion: "1",
  RoutingConfig: { AdditionalVersionWeights: weights },
});
const layer = (more: object) =>
  new Lambda.PublishLayerVersionCommand({ LayerName: "m", Content: { ZipFile: code }, ...more });

type Case = readonly [
  title: string,
  command: () => object,
  status: number,
  code: string,
  message: string | (() => string),
  keys?: string,
];

// Members beside the code: "Type,message" but for what is not found ("Message,Type") and what is not valid (neither).
const CASES: readonly Case[] = [
  [
    "no provisioned concurrency",
    () => new Lambda.GetProvisionedConcurrencyConfigCommand({ FunctionName: "f", Qualifier: "1" }),
    404,
    "ProvisionedConcurrencyConfigNotFoundException",
    "No Provisioned Concurrency Config found for this function",
  ],
  [
    "a wrong hash on publication",
    () => new Lambda.PublishVersionCommand({ FunctionName: "f", CodeSha256: "somenonexistentsha256" }),
    400,
    "InvalidParameterValueException",
    () =>
      `CodeSHA256 (somenonexistentsha256) is different from current CodeSHA256 in $LATEST (${codeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
  ],
  [
    "two more versions behind an alias",
    () => new Lambda.CreateAliasCommand(routing({ 1: 0.2, 2: 0.2 })),
    400,
    "InvalidParameterValueException",
    "Number of items in AdditionalVersionWeights cannot be greater than 1",
  ],
  [
    "a weight below zero",
    () => new Lambda.CreateAliasCommand(routing({ 2: -1 })),
    400,
    "ValidationException",
    broken(
      "'{2=-1.0}'",
      "routingConfig.additionalVersionWeights",
      "Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]",
    ),
  ],
  [
    "a weight of $LATEST",
    () => new Lambda.CreateAliasCommand(routing({ $LATEST: 0.5 })),
    400,
    "ValidationException",
    broken(
      "'{$LATEST=0.5}'",
      "routingConfig.additionalVersionWeights",
      "Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]",
    ),
  ],
  [
    "an alias that is there",
    () => new Lambda.CreateAliasCommand({ FunctionName: "f", Name: "live", FunctionVersion: "1" }),
    409,
    "ResourceConflictException",
    `Alias already exists: ${F}:live`,
  ],
  [
    "event-invoke settings of nobody",
    () => new Lambda.PutFunctionEventInvokeConfigCommand({ FunctionName: "no", MaximumRetryAttempts: 1 }),
    404,
    "ResourceNotFoundException",
    "The function doesn't exist.",
  ],
  [
    "a destination of no such service",
    () =>
      new Lambda.PutFunctionEventInvokeConfigCommand({
        FunctionName: "f",
        DestinationConfig: { OnSuccess: { Destination: "arn:aws:iam:us-east-1:000000000000:function:f" } },
      }),
    400,
    "InvalidParameterValueException",
    "The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=arn:aws:iam:us-east-1:000000000000:function:f), onFailure=null) is invalid.",
  ],
  [
    "no event-invoke settings of a qualifier",
    () => new Lambda.GetFunctionEventInvokeConfigCommand({ FunctionName: "f", Qualifier: "doesnotexist" }),
    404,
    "ResourceNotFoundException",
    `The function ${F}:doesnotexist doesn't have an EventInvokeConfig`,
  ],
  [
    "reserved concurrency of an alias",
    () => new Lambda.PutFunctionConcurrencyCommand({ FunctionName: `${F}:live`, ReservedConcurrentExecutions: 1 }),
    400,
    "InvalidParameterValueException",
    "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.",
  ],
  [
    "a second URL",
    () => new Lambda.CreateFunctionUrlConfigCommand({ FunctionName: "f", AuthType: "NONE" }),
    409,
    "ResourceConflictException",
    `Failed to create function url config for [functionArn = ${F}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
  ],
  [
    "an unknown code signing configuration",
    () =>
      new Lambda.GetCodeSigningConfigCommand({
        CodeSigningConfigArn: `${ARN}:code-signing-config:csc-12345678901234567`,
      }),
    404,
    "ResourceNotFoundException",
    `The Lambda code signing configuration ${ARN}:code-signing-config:csc-12345678901234567 can not be found.`,
    "Message",
  ],
  [
    "a mapping to nobody",
    () =>
      new Lambda.CreateEventSourceMappingCommand({
        FunctionName: "no",
        EventSourceArn: "arn:aws:sqs:us-east-1:000000000000:q",
      }),
    400,
    "InvalidParameterValueException",
    "Function does not exist",
  ],
  [
    "tags of what has none",
    () => new Lambda.ListTagsCommand({ Resource: "arn:aws:something" }),
    400,
    "ValidationException",
    broken("'arn:aws:something'", "resource", pattern(TAGGED)),
  ],
  [
    "tags of a kind there is not",
    () => new Lambda.TagResourceCommand({ Resource: `${ARN}:foobar:x`, Tags: { a: "b" } }),
    400,
    "ValidationException",
    broken(`'${ARN}:foobar:x'`, "resource", pattern(TAGGED)),
  ],
  [
    "tags of a mapping's alias",
    () => new Lambda.TagResourceCommand({ Resource: `${ARN}:event-source-mapping:x:alias`, Tags: { a: "b" } }),
    400,
    "ValidationException",
    broken(`'${ARN}:event-source-mapping:x:alias'`, "resource", pattern(TAGGED)),
  ],
  [
    "more tags than fifty",
    () =>
      new Lambda.TagResourceCommand({
        Resource: F,
        Tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, "v"])),
      }),
    400,
    "InvalidParameterValueException",
    "Number of tags exceeds resource tag limit.",
  ],
  [
    "a version of nobody",
    () => new Lambda.GetFunctionCommand({ FunctionName: "doesnotexist", Qualifier: "1" }),
    404,
    "ResourceNotFoundException",
    `Function not found: ${ARN}:function:doesnotexist:1`,
  ],
  [
    "an alias that is not there",
    () => new Lambda.GetFunctionConfigurationCommand({ FunctionName: "f", Qualifier: "doesnotexist" }),
    404,
    "ResourceNotFoundException",
    `Cannot find alias arn: ${F}:doesnotexist`,
  ],
  [
    "provisioned concurrency of an unknown alias",
    () =>
      new Lambda.PutProvisionedConcurrencyConfigCommand({
        FunctionName: "f",
        Qualifier: "noalias",
        ProvisionedConcurrentExecutions: 1,
      }),
    404,
    "ResourceNotFoundException",
    `Cannot find alias arn: ${F}:noalias`,
  ],
  [
    "a URL of a version",
    () => new Lambda.CreateFunctionUrlConfigCommand({ FunctionName: "f", Qualifier: "2", AuthType: "NONE" }),
    400,
    "ValidationException",
    broken("'2'", "qualifier", pattern("((?!^\\d+$)^[0-9a-zA-Z-_]+$)")),
  ],
  [
    "a qualifier that cannot be",
    () => permission("s4", { Qualifier: "invalid-qualifier-with-?-char" }),
    400,
    "ValidationException",
    broken("'invalid-qualifier-with-?-char'", "qualifier", pattern("\\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+")),
  ],
  [
    "a statement that is there",
    () => permission("s3"),
    409,
    "ResourceConflictException",
    "The statement id (s3) provided already exists. Please provide a new statement id, or remove the existing statement.",
  ],
  [
    "permission for an alias that is not there",
    () => permission("s5", { Qualifier: "alias-doesnotexist" }),
    404,
    "ResourceNotFoundException",
    `Cannot find alias arn: ${F}:alias-doesnotexist`,
  ],
  [
    "permission removed that is not there",
    () => new Lambda.RemovePermissionCommand({ FunctionName: "f", StatementId: "doesnotexist" }),
    404,
    "ResourceNotFoundException",
    "Statement doesnotexist is not found in resource policy.",
  ],
  [
    "permission for a stale revision",
    () => permission("s6", { RevisionId: "00000000-0000-0000-0000-000000000000" }),
    412,
    "PreconditionFailedException",
    "The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the latest Revision Id",
  ],
  [
    "an unknown runtime",
    () => creation({ Runtime: "PYTHON3.9" as never }),
    400,
    "InvalidParameterValueException",
    `Value PYTHON3.9 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: ${RUNTIMES} or be a valid ARN`,
  ],
  [
    "an architecture in capitals",
    () => creation({ Architectures: ["X86_64" as never] }),
    400,
    "ValidationException",
    broken(
      "'[X86_64]'",
      "architectures",
      "Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]",
    ),
  ],
  [
    "a list of other versions",
    () => new Lambda.ListFunctionsCommand({ FunctionVersion: "invalid" as never }),
    400,
    "ValidationException",
    broken("'invalid'", "functionVersion", "Member must satisfy enum value set: [ALL]"),
  ],
  [
    "layers of another architecture",
    () => new Lambda.ListLayersCommand({ CompatibleArchitecture: "archdoesnotexist" as never }),
    400,
    "ValidationException",
    broken("'archdoesnotexist'", "compatibleArchitecture", "Member must satisfy enum value set: [x86_64, arm64]"),
  ],
  [
    "a layer without its version",
    () => new Lambda.GetLayerVersionByArnCommand({ Arn: `${ARN}:layer:l` }),
    400,
    "ValidationException",
    broken(
      `'${ARN}:layer:l'`,
      "arn",
      pattern(
        "(arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)",
      ),
    ),
  ],
  [
    "a layer for what there is not",
    () =>
      layer({
        CompatibleRuntimes: ["invalidruntime", "invalidruntime2", "nodejs20.x"],
        CompatibleArchitectures: ["invalidarch", "x86_64"],
      }),
    400,
    "ValidationException",
    `2 validation errors detected: Value '[invalidruntime, invalidruntime2, nodejs20.x]' at 'compatibleRuntimes' failed to satisfy constraint: Member must satisfy enum value set: ${RUNTIMES}; Value '[invalidarch, x86_64]' at 'compatibleArchitectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]`,
  ],
  [
    "a layer's statement that is there",
    () =>
      new Lambda.AddLayerVersionPermissionCommand({
        LayerName: "l",
        VersionNumber: 1,
        StatementId: "s1",
        Action: "lambda:GetLayerVersion",
        Principal: "*",
      }),
    409,
    "ResourceConflictException",
    "The statement id (s1) provided already exists. Please provide a new statement id, or remove the existing statement.",
  ],
  [
    "permission for a layer that is not there",
    () =>
      new Lambda.AddLayerVersionPermissionCommand({
        LayerName: "l-doesnotexist",
        VersionNumber: 1,
        StatementId: "s1",
        Action: "lambda:GetLayerVersion",
        Principal: "*",
      }),
    404,
    "ResourceNotFoundException",
    `Layer version ${ARN}:layer:l-doesnotexist:1 does not exist.`,
  ],
  [
    "a layer's permission removed that is not there",
    () =>
      new Lambda.RemoveLayerVersionPermissionCommand({
        LayerName: "l",
        VersionNumber: 1,
        StatementId: "doesnotexist",
      }),
    404,
    "ResourceNotFoundException",
    "Statement doesnotexist is not found in resource policy.",
  ],
  [
    "a layer twice",
    () => creation({ Layers: [`${ARN}:layer:l:1`, `${ARN}:layer:l:2`] }),
    400,
    "InvalidParameterValueException",
    `Two different versions of the same layer are not allowed to be referenced in the same function. ${ARN}:layer:l:1 and ${ARN}:layer:l:2 are versions of the same layer.`,
  ],
  [
    "a layer of another region",
    () => creation({ Layers: [`${ARN.replace("us-east-1", "eu-central-1")}:layer:l:1`] }),
    400,
    "InvalidParameterValueException",
    "Layers are not in the same region as the function. Layers are expected to be in region us-east-1.",
  ],
  [
    "an image for a zip",
    () => new Lambda.UpdateFunctionCodeCommand({ FunctionName: "f", ImageUri: "image" }),
    400,
    "InvalidParameterValueException",
    "Please don't provide ImageUri when updating a function with packageType Zip.",
  ],
  [
    "an event over 6 MB",
    () => new Lambda.InvokeCommand({ FunctionName: "f", Payload: Buffer.alloc(6_291_457, " ") }),
    413,
    "RequestEntityTooLargeException",
    "Request must be smaller than 6291456 bytes for the InvokeFunction operation",
    "message",
  ],
  [
    "an asynchronous event over 1 MB",
    () =>
      new Lambda.InvokeCommand({ FunctionName: "f", InvocationType: "Event", Payload: Buffer.alloc(1_048_577, " ") }),
    413,
    "RequestEntityTooLargeException",
    "1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)",
    "message",
  ],
  [
    "a package over 50 MB",
    () => creation({ Code: { ZipFile: Buffer.alloc(52_428_801) } }),
    413,
    "RequestEntityTooLargeException",
    "Zipped size must be smaller than 52428800 bytes",
    "message",
  ],
  ...["go1.x", "ruby2.7", "nodejs12.x"].map(
    (runtime): Case => [
      `the retired runtime ${runtime}`,
      () => creation({ Runtime: runtime as Lambda.Runtime }),
      400,
      "InvalidParameterValueException",
      `The runtime parameter of ${runtime} is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.`,
    ],
  ),
  [
    "another kind of recursion",
    () => new Lambda.PutFunctionRecursionConfigCommand({ FunctionName: "f", RecursiveLoop: "InvalidValue" as never }),
    400,
    "ValidationException",
    broken("'InvalidValue'", "recursiveLoop", "Member must satisfy enum value set: [Terminate, Allow]"),
  ],
  [
    "a subnet that is not there",
    () =>
      creation({ VpcConfig: { SubnetIds: ["subnet-0123456789abcdef0"], SecurityGroupIds: ["sg-0123456789abcdef0"] } }),
    400,
    "InvalidParameterValueException",
    "Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error Message: The subnet ID 'subnet-0123456789abcdef0' does not exist",
  ],
  [
    "a bucket that is not there",
    () => creation({ Code: { S3Bucket: "some-nonexistent-bucket", S3Key: "k" } }),
    400,
    "InvalidParameterValueException",
    "Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist",
  ],
  [
    "a capacity provider that is not there",
    () => new Lambda.GetCapacityProviderCommand({ CapacityProviderName: "x" }),
    404,
    "ResourceNotFoundException",
    `Capacity provider not found: ${ARN}:capacity-provider:x`,
  ],
  [
    "a filter that is none",
    () =>
      new Lambda.CreateEventSourceMappingCommand({
        FunctionName: "f",
        EventSourceArn: "arn:aws:sqs:us-east-1:000000000000:q",
        FilterCriteria: { Filters: [{ Pattern: '{"a": "b"}' }] },
      }),
    400,
    "InvalidParameterValueException",
    "Invalid filter pattern definition.",
  ],
  [
    "a stream of a table that is not there",
    () =>
      new Lambda.CreateEventSourceMappingCommand({
        FunctionName: "f",
        EventSourceArn: "arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/2025-02-22T03:03:25.490",
        StartingPosition: "LATEST",
      }),
    400,
    "InvalidParameterValueException",
    "Stream not found: arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/2025-02-22T03:03:25.490",
  ],
  [
    "a table's stream from a time on",
    () =>
      new Lambda.CreateEventSourceMappingCommand({
        FunctionName: "f",
        EventSourceArn: "arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/2025-02-22T03:03:25.490",
        StartingPosition: "AT_TIMESTAMP",
      }),
    400,
    "InvalidParameterValueException",
    "Unsupported starting position for arn type: arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/2025-02-22T03:03:25.490",
  ],
  [
    "more provisioned than the account leaves",
    () =>
      new Lambda.PutProvisionedConcurrencyConfigCommand({
        FunctionName: "f",
        Qualifier: "1",
        ProvisionedConcurrentExecutions: 901,
      }),
    400,
    "InvalidParameterValueException",
    "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    "message",
  ],
];

test.each(CASES.map((one) => [one[0], one] as const))("%s", async (_, [, command, status, name, message, keys]) => {
  const sent = command() as Lambda.InvokeCommand;
  const error = await client.send(sent).catch((reason: unknown) => reason as Lambda.LambdaServiceException);
  const members = JSON.parse(body) as Record<string, string>;
  const usual =
    name === "ResourceNotFoundException" ? "Message,Type" : name === "ValidationException" ? "message" : "Type,message";
  expect([
    (error as Lambda.LambdaServiceException).$metadata.httpStatusCode,
    (error as Error).name,
    members["Message"] ?? members["message"],
    Object.keys(members).sort().join(),
  ]).toEqual([status, name, typeof message === "string" ? message : message(), keys ?? usual]);
});

test("a provisioned version keeps its aliases from more, and more than reserved is refused", async () => {
  const FunctionName = "provisioned";
  await createNodeFunction(client, FunctionName, "exports.handler = async () => 1;", { Publish: true });
  await client.send(new Lambda.CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
  await client.send(new Lambda.PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 1 }));
  const put = (Qualifier: string, ProvisionedConcurrentExecutions: number) =>
    client
      .send(
        new Lambda.PutProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier, ProvisionedConcurrentExecutions }),
      )
      .catch((error: Error) => [error.name, error.message]);
  expect(await put("1", 2)).toEqual([
    "InvalidParameterValueException",
    "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function",
  ]);
  expect(await put("1", 1)).toMatchObject({ Status: "IN_PROGRESS", RequestedProvisionedConcurrentExecutions: 1 });
  expect(await put("live", 1)).toEqual([
    "ResourceConflictException",
    "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
  ]);
});
