/** The calls behind integrations. */

import { randomUUID } from "node:crypto";
import type { OperationContext } from "../../../cloud/operation.ts";
import { serviceModel } from "../../../wire/model.ts";
import { refuseTooLarge, StateFailure } from "../language/failure.ts";
import type { Json, JsonObject } from "../language/json.ts";
import { isObject } from "../language/json.ts";
import { callApi } from "./call-api.ts";
import type { IntegrationRequest } from "./integration.ts";
import { invokeFunction } from "./invoke-function.ts";
import { sdkInput, sdkOutput } from "./sdk-json.ts";
import { SDK_SERVICES } from "./sdk-services.ts";

export async function callIntegration(context: OperationContext, request: IntegrationRequest): Promise<Json> {
  const { resourceType, action, parameters } = request;
  const input = isObject(parameters) ? parameters : {};
  if (resourceType === "lambda" && action === "invoke") return invokeByName(context, input);
  if (resourceType === "dynamodb") {
    const answer = await context.call("dynamodb", operationName(action), input);
    // Source: AWS, recorded: the hosts that read items spell the header in their own way.
    const idHeader = action === "getItem" ? "x-amzn-requestid" : ID_HEADER;
    return { ...plain(answer), ...metadata(JSON.stringify(answer).length, DYNAMODB_HEADERS, idHeader) };
  }
  if (resourceType === "apigateway" && action === "invoke") return callApi(context, input);
  if (resourceType === "states" && action === "startExecution") return startNested(context, input);
  if (resourceType.startsWith("aws-sdk:")) {
    const service = SDK_SERVICES[resourceType.slice("aws-sdk:".length).toLowerCase()];
    if (service !== undefined) return callSdk(context, service, action, input);
  }
  throw new StateFailure("States.Runtime", `Terrarium does not have the integration ${resourceType}:${action}.`);
}

function operationName(action: string): string {
  return action.charAt(0).toUpperCase() + action.slice(1);
}

async function callSdk(context: OperationContext, service: string, action: string, input: JsonObject): Promise<Json> {
  const name = operationName(action);
  const operation = serviceModel(service).operation(name);
  const dialect = { bytes: service.startsWith("dynamodb") ? "base64" : "utf8" } as const;
  const answer = await context.call(service, name, sdkInput(operation?.input, input, dialect));
  return sdkOutput(operation?.output, answer, dialect);
}

/** An answer as JSON: dates as text, bytes as base64. */
function plain(answer: object): JsonObject {
  return JSON.parse(
    JSON.stringify(answer, (_, inner: unknown) =>
      inner instanceof Uint8Array ? Buffer.from(inner).toString("base64") : inner,
    ),
  ) as JsonObject;
}

async function invokeByName(context: OperationContext, { Payload, ...target }: JsonObject): Promise<Json> {
  // Source: AWS, recorded: null is no payload, for which a function gets an empty object.
  const answer = await invokeFunction(context, target, Payload ?? undefined);
  refuseTooLarge(answer.payload, "lambda");
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

const ID_HEADER = "x-amzn-RequestId";
const DYNAMODB_HEADERS = {
  Server: "Server",
  Connection: "keep-alive",
  "x-amz-crc32": "0",
  "Content-Type": "application/x-amz-json-1.0",
};

/** The HTTP side of an answer, which the older integrations tell. */
function metadata(length: number, given: Readonly<Record<string, string>>, idHeader = ID_HEADER): JsonObject {
  const requestId = randomUUID();
  const headers = {
    ...given,
    [idHeader]: requestId,
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
