/** What a thrown error means to Retry and Catch. */

import { randomUUID } from "node:crypto";
import { ServiceException } from "../../../wire/service-exception.ts";
import { StateFailure } from "../language/failure.ts";

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
    const code = errorName(thrown.code, name);
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

function errorName(code: string, service: string): string {
  return code === "ValidationException" ? `${service}Exception` : withSuffix(code);
}

function withSuffix(code: string): string {
  return code.endsWith("Exception") ? code : `${code}Exception`;
}

const SPELLINGS: Readonly<Record<string, string>> = {
  dynamodb: "DynamoDb",
  sfn: "Sfn",
  s3: "S3",
  cloudwatchlogs: "CloudWatchLogs",
};

function capitalised(name: string): string {
  return SPELLINGS[name] ?? name.charAt(0).toUpperCase() + name.slice(1);
}
