/** What a thrown error means to Retry and Catch. */

import { randomUUID } from "node:crypto";
import { serviceModel } from "../../../wire/model.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { StateFailure } from "../language/failure.ts";
import { SDK_SERVICES } from "./sdk-services.ts";

/** Legacy names of integrations: service in error names, then as their causes spell it. */
const LEGACY: Readonly<Record<string, readonly [error: string, cause: string]>> = {
  lambda: ["Lambda", "AWSLambda"],
  dynamodb: ["DynamoDB", "AmazonDynamoDBv2"],
  states: ["StepFunctions", "AWSStepFunctions"],
  sfn: ["Sfn", "Sfn"],
};

export function taskFailure(thrown: unknown, resourceType: string): StateFailure {
  if (thrown instanceof StateFailure) return thrown;
  if (!(thrown instanceof ServiceException)) throw thrown;
  const requestId = randomUUID();
  const service = resourceType.toLowerCase();
  const status = thrown.status ?? (thrown.code.includes("NotFound") && service === "lambda" ? 404 : 400);
  if (service.startsWith("aws-sdk:")) {
    const name = capitalised(service.slice("aws-sdk:".length));
    const code = errorName(thrown.code, name, SDK_SERVICES[service.slice("aws-sdk:".length)]);
    return new StateFailure(
      `${name}.${code}`,
      `${thrown.message} (Service: ${name}, Status Code: ${status}, Request ID: ${requestId})${name === "Sfn" ? " (SDK Attempt Count: 1)" : ""}`,
    );
  }
  const [name, longName] = LEGACY[service] ?? [capitalised(service), capitalised(service)];
  const code =
    service === "dynamodb" && thrown.code === "ValidationException"
      ? "AmazonDynamoDBException"
      : withSuffix(thrown.code);
  return new StateFailure(
    `${name}.${code}`,
    `${thrown.message} (Service: ${longName}; Status Code: ${status}; Error Code: ${thrown.code}; Request ID: ${requestId}; Proxy: null)`,
  );
}

/** An error that the service's API does not name is told under the service's own name. */
function errorName(code: string, service: string, client: string | undefined): string {
  const known = client !== undefined && serviceModel(client).errors.has(code);
  return known ? withSuffix(code) : `${service}Exception`;
}

function withSuffix(code: string): string {
  return code.endsWith("Exception") ? code : `${code}Exception`;
}

const SPELLINGS: Readonly<Record<string, string>> = {
  apigateway: "ApiGateway",
  apigatewayv2: "ApiGatewayV2",
  cloudwatch: "CloudWatch",
  cloudwatchlogs: "CloudWatchLogs",
  dynamodb: "DynamoDb",
  dynamodbstreams: "DynamoDbStreams",
};

function capitalised(name: string): string {
  return SPELLINGS[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}
