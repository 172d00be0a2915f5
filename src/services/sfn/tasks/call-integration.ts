/** The calls behind integrations. */

import { randomUUID } from "node:crypto";
import type { OperationContext } from "../../../cloud/operation.ts";
import { StateFailure } from "../language/failure.ts";
import type { Json, JsonObject } from "../language/json.ts";
import { isObject } from "../language/json.ts";
import type { IntegrationRequest } from "./integration.ts";
import { invokeFunction } from "./invoke-function.ts";
import { tooLarge } from "./lambda-function.ts";

/** Services whose actions a Task can call by name, with the client they belong to. */
const SDK_SERVICES: Readonly<Record<string, string>> = {
  dynamodb: "dynamodb",
  lambda: "lambda",
  sfn: "sfn",
  s3: "s3",
  iam: "iam",
  sts: "sts",
  ec2: "ec2",
  cloudwatchlogs: "cloudwatch-logs",
};

export async function callIntegration(context: OperationContext, request: IntegrationRequest): Promise<Json> {
  const { resourceType, action, parameters } = request;
  const input = isObject(parameters) ? parameters : {};
  if (resourceType === "lambda" && action === "invoke") return invokeByName(context, input);
  if (resourceType === "dynamodb") {
    const answer = await context.call("dynamodb", operationName(action), input);
    return { ...plain(answer), ...metadata(JSON.stringify(answer).length, DYNAMODB_HEADERS) };
  }
  if (resourceType === "states" && action === "startExecution") return startNested(context, input);
  if (resourceType.startsWith("aws-sdk:")) {
    const service = SDK_SERVICES[resourceType.slice("aws-sdk:".length).toLowerCase()];
    if (service !== undefined) {
      const answer = await context.call(service, operationName(action), lowerFirst(service, input));
      return plain(answer, service === "sfn");
    }
  }
  throw new StateFailure("States.Runtime", `Terrarium does not have the integration ${resourceType}:${action}.`);
}

function operationName(action: string): string {
  return action.charAt(0).toUpperCase() + action.slice(1);
}

// Task parameters spell members with a capital; Step Functions' own API does not.
function lowerFirst(service: string, input: JsonObject): JsonObject {
  if (service !== "sfn" && service !== "cloudwatch-logs") return input;
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      name === "Input" && typeof value !== "string" ? JSON.stringify(value) : value,
    ]),
  );
}

/** An answer as JSON: dates as text, bytes as base64, members with a capital. */
function plain(answer: object, capitalise = false): JsonObject {
  const value = JSON.parse(
    JSON.stringify(answer, (_, inner: unknown) =>
      inner instanceof Uint8Array ? Buffer.from(inner).toString("base64") : inner,
    ),
  ) as JsonObject;
  if (!capitalise) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [operationName(name), inner]));
}

async function invokeByName(context: OperationContext, { Payload, ...target }: JsonObject): Promise<Json> {
  // Source: AWS, recorded: null is no payload, for which a function gets an empty object.
  const answer = await invokeFunction(context, target, Payload ?? undefined);
  if (answer.payload.length > 262_144) throw tooLarge("lambda");
  return {
    ...(answer.executedVersion === undefined ? {} : { ExecutedVersion: answer.executedVersion }),
    ...(answer.payload === "" ? {} : { Payload: JSON.parse(answer.payload) as Json }),
    ...metadata(answer.payload.length, {
      "X-Amz-Executed-Version": answer.executedVersion ?? "$LATEST",
      "x-amzn-Remapped-Content-Length": "0",
      Connection: "keep-alive",
      "Content-Type": "application/json",
      "X-Amzn-Trace-Id": `root=1-${randomUUID().replaceAll("-", "").slice(0, 8)};sampled=0`,
    }),
    StatusCode: answer.statusCode,
  };
}

const DYNAMODB_HEADERS = {
  Server: "Server",
  Connection: "keep-alive",
  "x-amz-crc32": "0",
  "Content-Type": "application/x-amz-json-1.0",
};

/** The HTTP side of an answer, which the older integrations tell. */
function metadata(length: number, given: Readonly<Record<string, string>>): JsonObject {
  const requestId = randomUUID();
  const headers = {
    ...given,
    "x-amzn-RequestId": requestId,
    "Content-Length": String(length),
    Date: new Date().toUTCString(),
  };
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      HttpHeaders: headers,
      HttpStatusCode: 200,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
}

async function startNested(context: OperationContext, input: JsonObject): Promise<Json> {
  const { Input, StateMachineArn, Name } = input;
  const answer = await context.call("sfn", "StartExecution", {
    stateMachineArn: StateMachineArn,
    ...(Name === undefined ? {} : { name: Name }),
    ...(Input === undefined || Input === null
      ? {}
      : { input: typeof Input === "string" ? Input : JSON.stringify(Input) }),
  });
  const started = plain(answer);
  return {
    ExecutionArn: started.executionArn ?? null,
    ...metadata(161, { connection: "keep-alive", "Content-Type": "application/x-amz-json-1.0" }),
    StartDate: Date.parse(started.startDate as string),
  };
}
