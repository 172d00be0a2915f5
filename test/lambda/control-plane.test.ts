/** The control plane through the SDK: states, revisions, refusals. Sources: AWS, recorded. */
import * as Lambda from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createNodeFunction, lambdaClient, ROLE, zip } from "./support.ts";

let cloud: TestCloud;
let client: Lambda.LambdaClient;
const ARN = "arn:aws:lambda:us-east-1:000000000000:function";

beforeAll(async () => {
  cloud = await startTestCloud();
  client = lambdaClient(cloud);
  await createNodeFunction(client, "f", "exports.handler = async () => 1;");
  await settled("f");
});

afterAll(async () => {
  await cloud?.stop();
});

/** Until the function is no longer on its way. */
async function settled(FunctionName: string): Promise<Lambda.FunctionConfiguration> {
  for (;;) {
    const configuration = await client.send(new Lambda.GetFunctionConfigurationCommand({ FunctionName }));
    if (configuration.State !== "Pending" && configuration.LastUpdateStatus !== "InProgress") return configuration;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function refusal(command: object): Promise<[number | undefined, string, string]> {
  try {
    await client.send(command as Lambda.InvokeCommand);
  } catch (error) {
    const { name, message, $metadata } = error as Lambda.LambdaServiceException;
    return [$metadata.httpStatusCode, name, message];
  }
  throw new Error("The call was not refused");
}

const createInput = async (FunctionName: string, more: Partial<Lambda.CreateFunctionCommandInput> = {}) => ({
  FunctionName,
  Runtime: "nodejs20.x" as const,
  Handler: "index.handler",
  Role: ROLE,
  Code: { ZipFile: await zip({ "index.js": "exports.handler = async () => 1;" }) },
  ...more,
});

describe("states and revisions", () => {
  test("a new function is Pending, then Active under another revision", async () => {
    const created = await client.send(new Lambda.CreateFunctionCommand(await createInput("born")));
    expect(created).toMatchObject({
      FunctionArn: `${ARN}:born`,
      State: "Pending",
      StateReason: "The function is being created.",
      StateReasonCode: "Creating",
      Timeout: 3,
      MemorySize: 128,
      EphemeralStorage: { Size: 512 },
      Architectures: ["x86_64"],
      PackageType: "Zip",
      Description: "",
      TracingConfig: { Mode: "PassThrough" },
      SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
      LoggingConfig: { LogFormat: "Text", LogGroup: "/aws/lambda/born" },
      Version: "$LATEST",
    });
    expect(created.LastUpdateStatus).toBeUndefined();
    expect(created.$metadata.httpStatusCode).toBe(201);
    const active = await settled("born");
    expect(active).toMatchObject({ State: "Active", LastUpdateStatus: "Successful" });
    expect(active.RevisionId).not.toBe(created.RevisionId);
  });

  test("an update is InProgress, and another one has to wait", async () => {
    await client.send(new Lambda.CreateFunctionCommand(await createInput("busy")));
    await settled("busy");
    const update = (Timeout: number) =>
      client.send(new Lambda.UpdateFunctionConfigurationCommand({ FunctionName: "busy", Timeout }));
    // On a busy machine the second may come after the first has settled: then it is asked once more.
    let outcomes = await Promise.allSettled([update(5), update(6)]);
    while (outcomes.every(({ status }) => status === "fulfilled")) {
      outcomes = await Promise.allSettled([update(5), update(6)]);
    }
    const accepted = outcomes.find((outcome) => outcome.status === "fulfilled");
    expect(accepted?.value).toMatchObject({
      LastUpdateStatus: "InProgress",
      LastUpdateStatusReason: "The function is being created.",
      LastUpdateStatusReasonCode: "Creating",
    });
    const refused = outcomes.find((outcome) => outcome.status === "rejected");
    expect(refused?.reason).toMatchObject({
      name: "ResourceConflictException",
      message: `The operation cannot be performed at this time. An update is in progress for resource: ${ARN}:busy`,
      $metadata: { httpStatusCode: 409 },
    });
  });

  test("a dry run shows the new code and changes nothing", async () => {
    const before = await settled("f");
    const ZipFile = await zip({ "index.js": "exports.handler = async () => 2;" });
    const dry = await client.send(new Lambda.UpdateFunctionCodeCommand({ FunctionName: "f", ZipFile, DryRun: true }));
    expect(dry.CodeSha256).not.toBe(before.CodeSha256);
    expect([dry.LastUpdateStatus, dry.RevisionId]).toEqual(["Successful", before.RevisionId]);
    expect((await settled("f")).CodeSha256).toBe(before.CodeSha256);
  });

  test("publishing twice without a change gives one version", async () => {
    await client.send(new Lambda.CreateFunctionCommand(await createInput("published", { Publish: true })));
    await settled("published");
    const first = await client.send(new Lambda.PublishVersionCommand({ FunctionName: "published" }));
    expect([first.Version, first.FunctionArn]).toEqual(["1", `${ARN}:published:1`]);
    const { Versions } = await client.send(new Lambda.ListVersionsByFunctionCommand({ FunctionName: "published" }));
    expect(Versions?.map(({ FunctionArn }) => FunctionArn)).toEqual([`${ARN}:published:$LATEST`, `${ARN}:published:1`]);
    expect(Versions?.[0]?.State).toBeUndefined();
  });
});

describe("refusals", () => {
  const stale = "00000000-0000-0000-0000-000000000000";
  test.each<[string, () => object | Promise<object>, number, string, string]>([
    [
      "an unknown function",
      () => new Lambda.GetFunctionCommand({ FunctionName: "no" }),
      404,
      "ResourceNotFoundException",
      `Function not found: ${ARN}:no`,
    ],
    [
      "an unknown version",
      () => new Lambda.GetFunctionCommand({ FunctionName: "f", Qualifier: "1221" }),
      404,
      "ResourceNotFoundException",
      `Function not found: ${ARN}:f:1221`,
    ],
    [
      "another region",
      () => new Lambda.GetFunctionCommand({ FunctionName: ARN.replace("us-east-1", "ap-southeast-1") + ":f" }),
      404,
      "ResourceNotFoundException",
      "Functions from 'ap-southeast-1' are not reachable in this region ('us-east-1')",
    ],
    [
      "invoking nobody",
      () => new Lambda.InvokeCommand({ FunctionName: "doesnotexist" }),
      404,
      "ResourceNotFoundException",
      `Function not found: ${ARN}:doesnotexist:$LATEST`,
    ],
    [
      "deleting $LATEST",
      () => new Lambda.DeleteFunctionCommand({ FunctionName: "f", Qualifier: "$LATEST" }),
      400,
      "InvalidParameterValueException",
      "$LATEST version cannot be deleted without deleting the function.",
    ],
    [
      "a stale revision",
      () => new Lambda.UpdateFunctionConfigurationCommand({ FunctionName: "f", Timeout: 9, RevisionId: stale }),
      412,
      "PreconditionFailedException",
      "The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id",
    ],
    [
      "an unknown alias",
      () => new Lambda.GetAliasCommand({ FunctionName: "f", Name: "noalias" }),
      404,
      "ResourceNotFoundException",
      `Cannot find alias arn: ${ARN}:f:noalias`,
    ],
    [
      "updating an unknown alias",
      () => new Lambda.UpdateAliasCommand({ FunctionName: "f", Name: "noalias" }),
      404,
      "ResourceNotFoundException",
      `Alias not found: ${ARN}:f:noalias`,
    ],
    [
      "an alias to no version",
      () => new Lambda.CreateAliasCommand({ FunctionName: "f", Name: "a", FunctionVersion: "10" }),
      404,
      "ResourceNotFoundException",
      `Function not found: ${ARN}:f:10`,
    ],
    [
      "an alias of digits",
      () => new Lambda.CreateAliasCommand({ FunctionName: "f", Name: "2024", FunctionVersion: "$LATEST" }),
      400,
      "ValidationException",
      "1 validation error detected: Value '2024' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
    ],
    [
      "untagging nothing",
      () => new Lambda.UntagResourceCommand({ Resource: `${ARN}:f`, TagKeys: [] }),
      400,
      "ValidationException",
      "1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null",
    ],
    [
      "a URL that is listed or changed for nobody",
      () => new Lambda.UpdateFunctionUrlConfigCommand({ FunctionName: "no" }),
      404,
      "ResourceNotFoundException",
      "Function does not exist",
    ],
    [
      "a timeout over 15 minutes",
      () => new Lambda.UpdateFunctionConfigurationCommand({ FunctionName: "f", Timeout: 901 }),
      400,
      "ValidationException",
      "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900",
    ],
    [
      "more memory than there is",
      () => new Lambda.UpdateFunctionConfigurationCommand({ FunctionName: "f", MemorySize: 10241 }),
      400,
      "InvalidParameterValueException",
      "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240",
    ],
    [
      "SnapStart of a runtime that has none",
      () =>
        new Lambda.UpdateFunctionConfigurationCommand({
          FunctionName: "f",
          SnapStart: { ApplyOn: "PublishedVersions" },
        }),
      400,
      "InvalidParameterValueException",
      "nodejs20.x is not supported for SnapStart enabled functions.",
    ],
    [
      "groups without subnets",
      () =>
        new Lambda.UpdateFunctionConfigurationCommand({ FunctionName: "f", VpcConfig: { SecurityGroupIds: ["sg-1"] } }),
      400,
      "InvalidParameterValueException",
      "SubnetIds and SecurityIds must coexist or be both empty list.",
    ],
    [
      "a zip and an object",
      async () =>
        new Lambda.CreateFunctionCommand(
          await createInput("x", { Code: { ZipFile: await zip({ a: "" }), S3Bucket: "bucket", S3Key: "k" } }),
        ),
      400,
      "InvalidParameterValueException",
      "Please do not provide other FunctionCode parameters when providing a ZipFile.",
    ],
    [
      "a code signing configuration that is not there",
      async () =>
        new Lambda.CreateFunctionCommand(
          await createInput("x", {
            CodeSigningConfigArn: "arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-12345678901234567",
          }),
        ),
      404,
      "CodeSigningConfigNotFoundException",
      "The code signing configuration cannot be found. Check that the provided configuration is not deleted: arn:aws:lambda:us-east-1:000000000000:code-signing-config:csc-12345678901234567.",
    ],
    [
      "no policy",
      () => new Lambda.GetPolicyCommand({ FunctionName: "f" }),
      404,
      "ResourceNotFoundException",
      "The resource you requested does not exist.",
    ],
    [
      "a wrong principal",
      () =>
        new Lambda.AddPermissionCommand({
          FunctionName: "f",
          StatementId: "s",
          Action: "lambda:InvokeFunction",
          Principal: "invalid.nonaws.com",
        }),
      400,
      "InvalidParameterValueException",
      "The provided principal was invalid. Please check the principal and try again.",
    ],
    [
      "a wrong statement id",
      () =>
        new Lambda.AddPermissionCommand({
          FunctionName: "f",
          StatementId: "example.com",
          Action: "lambda:InvokeFunction",
          Principal: "s3.amazonaws.com",
        }),
      400,
      "ValidationException",
      "1 validation error detected: Value 'example.com' at 'statementId' failed to satisfy constraint: Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)",
    ],
    [
      "no event-invoke config",
      () => new Lambda.GetFunctionEventInvokeConfigCommand({ FunctionName: "f" }),
      404,
      "ResourceNotFoundException",
      `The function ${ARN}:f:$LATEST doesn't have an EventInvokeConfig`,
    ],
    [
      "an empty event-invoke config",
      () => new Lambda.PutFunctionEventInvokeConfigCommand({ FunctionName: "f" }),
      400,
      "InvalidParameterValueException",
      "You must specify at least one of error handling or destination setting.",
    ],
    [
      "a destination that is the function",
      () =>
        new Lambda.PutFunctionEventInvokeConfigCommand({
          FunctionName: "f",
          DestinationConfig: { OnSuccess: { Destination: `${ARN}:f` } },
        }),
      400,
      "InvalidParameterValueException",
      "You can't specify the function as a destination for itself.",
    ],
    [
      "a destination that is not there",
      () =>
        new Lambda.PutFunctionEventInvokeConfigCommand({
          FunctionName: "f",
          DestinationConfig: { OnSuccess: { Destination: `${ARN}:doesnotexist` } },
        }),
      400,
      "InvalidParameterValueException",
      `The destination ARN ${ARN}:doesnotexist is invalid.`,
    ],
    [
      "no function URL",
      () => new Lambda.GetFunctionUrlConfigCommand({ FunctionName: "f" }),
      404,
      "ResourceNotFoundException",
      "The resource you requested does not exist.",
    ],
    [
      "a function URL for nobody",
      () => new Lambda.CreateFunctionUrlConfigCommand({ FunctionName: "no", AuthType: "NONE" }),
      404,
      "ResourceNotFoundException",
      "Function does not exist",
    ],
    [
      "provisioned concurrency that is not there",
      () => new Lambda.GetProvisionedConcurrencyConfigCommand({ FunctionName: "f", Qualifier: "1" }),
      404,
      "ResourceNotFoundException",
      `Function not found: ${ARN}:f:1`,
    ],
    [
      "too much reserved concurrency",
      () => new Lambda.PutFunctionConcurrencyCommand({ FunctionName: "f", ReservedConcurrentExecutions: 901 }),
      400,
      "InvalidParameterValueException",
      "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    ],
    [
      "no mapping",
      () => new Lambda.GetEventSourceMappingCommand({ UUID: stale }),
      404,
      "ResourceNotFoundException",
      "The resource you requested does not exist.",
    ],
    [
      "a mapping without a start",
      () =>
        new Lambda.CreateEventSourceMappingCommand({
          FunctionName: "f",
          EventSourceArn: "arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/2025-02-22T03:03:25.490",
        }),
      400,
      "InvalidParameterValueException",
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    ],
    [
      "a layer version below one",
      () => new Lambda.GetLayerVersionCommand({ LayerName: "l", VersionNumber: -1 }),
      400,
      "InvalidParameterValueException",
      "Layer Version Cannot be less than 1.",
    ],
    [
      "no layer version",
      () => new Lambda.GetLayerVersionCommand({ LayerName: "l", VersionNumber: 1 }),
      404,
      "ResourceNotFoundException",
      "The resource you requested does not exist.",
    ],
    [
      "a retired runtime",
      async () => new Lambda.CreateFunctionCommand(await createInput("x", { Runtime: "python3.7" })),
      400,
      "InvalidParameterValueException",
      "The runtime parameter of python3.7 is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.",
    ],
    [
      "a role that is no ARN",
      async () => new Lambda.CreateFunctionCommand(await createInput("x", { Role: "r1" })),
      400,
      "ValidationException",
      "1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
    ],
    [
      "a name that is too long",
      async () => new Lambda.CreateFunctionCommand(await createInput("a".repeat(65))),
      400,
      "InvalidParameterValueException",
      `1 validation error detected: Value '${"a".repeat(65)}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    ],
    [
      "a broken zip",
      async () =>
        new Lambda.CreateFunctionCommand(await createInput("x", { Code: { ZipFile: Buffer.from("no zip") } })),
      400,
      "InvalidParameterValueException",
      "Could not unzip uploaded file. Please check your file, then try to upload again.",
    ],
    [
      "variables over 4 KB",
      async () =>
        new Lambda.CreateFunctionCommand(
          await createInput("x", { Environment: { Variables: { LARGE: "x".repeat(4096) } } }),
        ),
      400,
      "InvalidParameterValueException",
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: {"LARGE":"${"x".repeat(4096)}"}`,
    ],
    [
      "a layer that is not there",
      async () =>
        new Lambda.CreateFunctionCommand(
          await createInput("x", { Layers: ["arn:aws:lambda:us-east-1:000000000000:layer:l:9"] }),
        ),
      400,
      "InvalidParameterValueException",
      "Layer version arn:aws:lambda:us-east-1:000000000000:layer:l:9 does not exist.",
    ],
    [
      "an event that is no JSON",
      () => new Lambda.InvokeCommand({ FunctionName: "f", Payload: Buffer.from([0x99]) }),
      400,
      "InvalidRequestContentException",
      "Could not parse request body into json: Could not parse payload into json: Unexpected character ((CTRL-CHAR, code 153)): expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 1]",
    ],
  ])("%s", async (_, command, status, code, message) => {
    expect(await refusal(await command())).toEqual([status, code, message]);
  });

  test("an invalid runtime names those there are", async () => {
    const [status, code, message] = await refusal(
      new Lambda.CreateFunctionCommand(await createInput("x", { Runtime: "PYTHON3.9" as never })),
    );
    expect([status, code]).toEqual([400, "InvalidParameterValueException"]);
    expect(message).toMatch(
      /^Value PYTHON3\.9 at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: \[nodejs20\.x, python3\.14, .*\] or be a valid ARN$/,
    );
  });
});

describe("permissions", () => {
  test("statements are written as AWS writes them", async () => {
    const { Statement } = await client.send(
      new Lambda.AddPermissionCommand({
        FunctionName: "f",
        StatementId: "s3",
        Action: "lambda:InvokeFunction",
        Principal: "s3.amazonaws.com",
        SourceArn: "arn:aws:s3:::bucket",
        SourceAccount: "000000000000",
      }),
    );
    const statement = {
      Sid: "s3",
      Effect: "Allow",
      Principal: { Service: "s3.amazonaws.com" },
      Action: "lambda:InvokeFunction",
      Resource: `${ARN}:f`,
      Condition: {
        StringEquals: { "AWS:SourceAccount": "000000000000" },
        ArnLike: { "AWS:SourceArn": "arn:aws:s3:::bucket" },
      },
    };
    expect(JSON.parse(Statement ?? "")).toEqual(statement);
    const { Policy } = await client.send(new Lambda.GetPolicyCommand({ FunctionName: "f" }));
    expect(JSON.parse(Policy ?? "")).toEqual({ Version: "2012-10-17", Id: "default", Statement: [statement] });
    await client.send(new Lambda.RemovePermissionCommand({ FunctionName: "f", StatementId: "s3" }));
    expect((await refusal(new Lambda.GetPolicyCommand({ FunctionName: "f" })))[0]).toBe(404);
  });
});

test("a policy shares the revision of the function, the version or the alias that has it", async () => {
  const FunctionName = "revised";
  await createNodeFunction(client, FunctionName, "exports.handler = async () => 1;");
  const before = (await settled(FunctionName)).RevisionId;
  const permission = { FunctionName, Action: "lambda:InvokeFunction", Principal: "s3.amazonaws.com" };
  await client.send(new Lambda.AddPermissionCommand({ ...permission, StatementId: "a", RevisionId: before }));
  const { RevisionId } = await client.send(new Lambda.GetPolicyCommand({ FunctionName }));
  expect(RevisionId).toBe((await settled(FunctionName)).RevisionId);
  expect(RevisionId).not.toBe(before);
  expect(
    await refusal(new Lambda.AddPermissionCommand({ ...permission, StatementId: "b", RevisionId: before })),
  ).toEqual([
    412,
    "PreconditionFailedException",
    "The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the latest Revision Id",
  ]);
  await client.send(new Lambda.PublishVersionCommand({ FunctionName }));
  const alias = await client.send(new Lambda.CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
  await client.send(new Lambda.AddPermissionCommand({ ...permission, StatementId: "a", Qualifier: "live" }));
  const after = await client.send(new Lambda.GetAliasCommand({ FunctionName, Name: "live" }));
  const policy = await client.send(new Lambda.GetPolicyCommand({ FunctionName, Qualifier: "live" }));
  expect([after.RevisionId === alias.RevisionId, after.RevisionId]).toEqual([false, policy.RevisionId]);
});

test("a change of the logging configuration keeps what it does not name", async () => {
  const FunctionName = "logging";
  const LoggingConfig = { LogFormat: "JSON", LogGroup: "/own/group" } as const;
  await createNodeFunction(client, FunctionName, "exports.handler = async () => 1;", { LoggingConfig });
  await settled(FunctionName);
  const change = (config: Lambda.LoggingConfig) =>
    client.send(new Lambda.UpdateFunctionConfigurationCommand({ FunctionName, LoggingConfig: config }));
  expect((await change({ ApplicationLogLevel: "DEBUG" })).LoggingConfig).toEqual({
    ...LoggingConfig,
    ApplicationLogLevel: "DEBUG",
    SystemLogLevel: "INFO",
  });
  await settled(FunctionName);
  expect((await change({ LogFormat: "Text" })).LoggingConfig).toEqual({ LogFormat: "Text", LogGroup: "/own/group" });
});

test("a description is part of what is published; a pending version has no update status", async () => {
  const FunctionName = "described";
  await createNodeFunction(client, FunctionName, "exports.handler = async () => 1;");
  await settled(FunctionName);
  const publish = () => client.send(new Lambda.PublishVersionCommand({ FunctionName, Description: "own" }));
  const first = await publish();
  expect([first.Version, first.State, first.LastUpdateStatus]).toEqual(["1", "Pending", undefined]);
  expect((await publish()).Version).toBe("1");
  await client.send(new Lambda.UpdateFunctionConfigurationCommand({ FunctionName, Description: "other" }));
  await settled(FunctionName);
  expect((await publish()).Version).toBe("2");
});

test("network interfaces are made for functions that are there, not for those refused", async () => {
  const ec2 = (operation: string, input: object = {}) =>
    cloud.cloud.call("ec2", operation, input, { account: "000000000000", region: "us-east-1" });
  const interfaces = async () => {
    const Filters = [{ Name: "description", Values: ["AWS Lambda VPC ENI-inside*"] }];
    return (await ec2("DescribeNetworkInterfaces", { Filters }))["NetworkInterfaces"];
  };
  const { Subnets } = await ec2("DescribeSubnets");
  const { SecurityGroups } = await ec2("DescribeSecurityGroups");
  const VpcConfig = {
    SubnetIds: [(Subnets as { SubnetId: string }[])[0]?.SubnetId ?? ""],
    SecurityGroupIds: [(SecurityGroups as { GroupId: string }[])[0]?.GroupId ?? ""],
  };
  const input = await createInput("inside", { VpcConfig, Code: { ZipFile: Buffer.from("no zip") } });
  expect((await refusal(new Lambda.CreateFunctionCommand(input)))[0]).toBe(400);
  expect(await interfaces()).toEqual([]);
  await client.send(new Lambda.CreateFunctionCommand(await createInput("inside", { VpcConfig })));
  expect(await interfaces()).toHaveLength(1);
  await client.send(new Lambda.DeleteFunctionCommand({ FunctionName: "inside" }));
  expect(await interfaces()).toEqual([]);
});

describe("concurrency", () => {
  test("none reserved refuses with the reason", async () => {
    await client.send(new Lambda.CreateFunctionCommand(await createInput("reserved")));
    await client.send(
      new Lambda.PutFunctionConcurrencyCommand({ FunctionName: "reserved", ReservedConcurrentExecutions: 0 }),
    );
    const error = await client
      .send(new Lambda.InvokeCommand({ FunctionName: "reserved" }))
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: "TooManyRequestsException",
      message: "Rate Exceeded.",
      Reason: "ReservedFunctionConcurrentInvocationLimitExceeded",
      $metadata: { httpStatusCode: 429 },
    });
  });
});

test("a qualifier that no version can have is not found", async () => {
  expect(await refusal(new Lambda.GetRuntimeManagementConfigCommand({ FunctionName: "f", Qualifier: "prod" }))).toEqual(
    [404, "ResourceNotFoundException", `Function not found: ${ARN}:f:prod`],
  );
});
