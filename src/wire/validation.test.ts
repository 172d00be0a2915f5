import { expect, test } from "vitest";
import { serviceShapes } from "../shapes/load.ts";
import { ServiceException } from "./service-exception.ts";
import { inputValidator } from "./validation.ts";

function refusal(service: string, operation: string, input: Record<string, unknown>): string {
  try {
    inputValidator(service, operation)?.(input);
  } catch (error) {
    if (error instanceof ServiceException) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "accepted";
}

const alias = { FunctionName: "f", Name: "a", FunctionVersion: "1" };
const RUNTIMES =
  "nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2";

// Source of all: AWS, recorded, unless a line says otherwise.
test.each([
  [
    "lambda",
    "CreateAlias",
    { ...alias, RoutingConfig: { AdditionalVersionWeights: { 2: -1 } } },
    "ValidationException: 1 validation error detected: Value '{2=-1.0}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]",
  ],
  [
    "lambda",
    "CreateAlias",
    { ...alias, RoutingConfig: { AdditionalVersionWeights: { $LATEST: 0.5 } } },
    "ValidationException: 1 validation error detected: Value '{$LATEST=0.5}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [0-9]+]",
  ],
  [
    "lambda",
    "CreateAlias",
    { ...alias, Name: "2024" },
    "ValidationException: 1 validation error detected: Value '2024' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)",
  ],
  ["lambda", "CreateAlias", { ...alias, Name: "2024-01-02" }, "accepted"],
  [
    "lambda",
    "UntagResource",
    { Resource: "arn:aws:lambda:us-east-1:111111111111:function:f" },
    "ValidationException: 1 validation error detected: Value null at 'tagKeys' failed to satisfy constraint: Member must not be null",
  ],
  [
    "lambda",
    "AddPermission",
    { FunctionName: "f", StatementId: "example.com", Action: "lambda:InvokeFunction", Principal: "p" },
    "ValidationException: 1 validation error detected: Value 'example.com' at 'statementId' failed to satisfy constraint: Member must satisfy regular expression pattern: ([a-zA-Z0-9-_]+)",
  ],
  [
    "lambda",
    "CreateFunction",
    { FunctionName: "f", Role: "r1", Code: {} },
    "ValidationException: 1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
  ],
  [
    "lambda",
    "CreateFunction",
    { FunctionName: "f", Role: "arn:aws:iam::111111111111:role/r", Code: {}, Architectures: ["X86_64"] },
    "ValidationException: 1 validation error detected: Value '[X86_64]' at 'architectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]",
  ],
  [
    "lambda",
    "ListFunctions",
    { FunctionVersion: "invalid" },
    "ValidationException: 1 validation error detected: Value 'invalid' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]",
  ],
  [
    "lambda",
    "PutFunctionRecursionConfig",
    { FunctionName: "f", RecursiveLoop: "InvalidValue" },
    "ValidationException: 1 validation error detected: Value 'InvalidValue' at 'recursiveLoop' failed to satisfy constraint: Member must satisfy enum value set: [Terminate, Allow]",
  ],
  [
    "lambda",
    "DeleteFunction",
    { FunctionName: "f", Qualifier: "invalid-qualifier-with-?-char" },
    "ValidationException: 1 validation error detected: Value 'invalid-qualifier-with-?-char' at 'qualifier' failed to satisfy constraint: Member must satisfy regular expression pattern: \\$(LATEST(\\.PUBLISHED)?)|[a-zA-Z0-9-_$]+",
  ],
  [
    "lambda",
    "GetLayerVersionByArn",
    { Arn: "arn:aws:lambda:us-east-1:111111111111:layer:x" },
    "ValidationException: 1 validation error detected: Value 'arn:aws:lambda:us-east-1:111111111111:layer:x' at 'arn' failed to satisfy constraint: Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+)",
  ],
  [
    "lambda",
    "TagResource",
    { Resource: "arn:aws:something", Tags: {} },
    "ValidationException: 1 validation error detected: Value 'arn:aws:something' at 'resource' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*):lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:(function:[a-zA-Z0-9-_]+(:(\\$LATEST|[a-zA-Z0-9-_]+))?|layer:([a-zA-Z0-9-_]+)|code-signing-config:csc-[a-z0-9]{17}|event-source-mapping:[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|capacity-provider:[a-zA-Z0-9-_]+)",
  ],
  [
    "lambda",
    "PublishLayerVersion",
    {
      LayerName: "l",
      Content: {},
      CompatibleRuntimes: ["invalidruntime", "invalidruntime2", "nodejs20.x"],
      CompatibleArchitectures: ["invalidarch", "x86_64"],
    },
    `ValidationException: 2 validation errors detected: Value '[invalidruntime, invalidruntime2, nodejs20.x]' at 'compatibleRuntimes' failed to satisfy constraint: Member must satisfy enum value set: [${RUNTIMES}]; Value '[invalidarch, x86_64]' at 'compatibleArchitectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]`,
  ],
  [
    "lambda",
    "ListLayers",
    { CompatibleArchitecture: "archdoesnotexist" },
    "ValidationException: 1 validation error detected: Value 'archdoesnotexist' at 'compatibleArchitecture' failed to satisfy constraint: Member must satisfy enum value set: [x86_64, arm64]",
  ],
  [
    "cloudwatch-logs",
    "GetLogEvents",
    { logGroupName: "g", logStreamName: "s", limit: 10_001 },
    "InvalidParameterException: 1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 10000",
  ],
  [
    "sts",
    "AssumeRole",
    { RoleArn: "arn:aws:iam::111111111111:role/r", RoleSessionName: "Session1:2" },
    "ValidationError: 1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
  ],
  // Source: AWS's answers, as its users report them.
  [
    "iam",
    "AttachRolePolicy",
    { RoleName: "arn:aws:iam::111111111111:role/service-role/r", PolicyArn: "arn:aws:iam::aws:policy/X" },
    "ValidationError: The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-",
  ],
  [
    "iam",
    "CreateUser",
    { UserName: "u", Path: "p" },
    "ValidationError: The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
  ],
  [
    "iam",
    "UpdateServiceSpecificCredential",
    { ServiceSpecificCredentialId: "A".repeat(20), Status: "Invalid" },
    "ValidationError: 1 validation error detected: Value at 'status' failed to satisfy constraint: Member must satisfy enum value set",
  ],
  [
    "api-gateway",
    "UpdateMethodResponse",
    {
      restApiId: "a",
      resourceId: "r",
      httpMethod: "GET",
      statusCode: "200",
      patchOperations: [
        { op: "wrong_op", path: "/x" },
        { op: "add", path: "/x" },
        { op: "wrong_op", path: "/x" },
      ],
    },
    "ValidationException: 2 validation errors detected: Value 'wrong_op' at 'updateMethodResponseInput.patchOperations.1.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]; Value 'wrong_op' at 'updateMethodResponseInput.patchOperations.3.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]",
  ],
  [
    "api-gateway",
    "PutMethodResponse",
    { restApiId: "a", resourceId: "r", httpMethod: "GET", statusCode: "wrong" },
    "ValidationException: 1 validation error detected: Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d",
  ],
  [
    "api-gateway",
    "CreateRestApi",
    { name: "a", endpointConfiguration: { types: ["wrong"] } },
    "ValidationException: 1 validation error detected: Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]",
  ],
])("%s %s", (service, operation, input, expected) => {
  expect(refusal(service, operation, input)).toBe(expected);
});

test("every constraint of every service can be compiled", () => {
  const services = ["api-gateway", "cloudwatch", "cloudwatch-logs", "dynamodb-streams", "iam", "lambda", "sfn", "sts"];
  const operations = services.flatMap((service) =>
    Object.keys(serviceShapes(service).operations).map((operation) => inputValidator(service, operation)),
  );
  expect(operations.filter((validator) => validator !== undefined).length).toBeGreaterThan(400);
});

test("services with words of their own are not checked here", () => {
  expect(inputValidator("dynamodb", "GetItem")).toBeUndefined();
  expect(inputValidator("ec2", "CreateVpc")).toBeUndefined();
  expect(inputValidator("s3", "PutObject")).toBeUndefined();
});
