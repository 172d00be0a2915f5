/**
 * First-class integrations: an action of another service, whose input the integration's parameters make.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
 */
import type { OperationContext } from "../../../cloud/operation.ts";
import type { EndpointResponse } from "../../../cloud/service.ts";
import { requestService } from "../../../endpoint/service-request.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import type { ApiCall } from "./call.ts";
import { mapResponse } from "./parameter-mapping.ts";
import { requestValue } from "./request-value.ts";
import { internalServerError, message } from "./response.ts";

/** Subtype -> service in requests, operation, and members that are no text. */
const ACTIONS: Readonly<Record<string, readonly [service: string, action: string, json?: readonly string[]]>> = {
  "EventBridge-PutEvents": ["events", "PutEvents"],
  "Kinesis-PutRecord": ["kinesis", "PutRecord"],
  "SQS-DeleteMessage": ["sqs", "DeleteMessage"],
  "SQS-PurgeQueue": ["sqs", "PurgeQueue"],
  "SQS-ReceiveMessage": [
    "sqs",
    "ReceiveMessage",
    ["AttributeNames", "MaxNumberOfMessages", "MessageAttributeNames", "VisibilityTimeout", "WaitTimeSeconds"],
  ],
  "SQS-SendMessage": ["sqs", "SendMessage", ["DelaySeconds", "MessageAttributes", "MessageSystemAttributes"]],
  "StepFunctions-StartExecution": ["states", "StartExecution"],
  "StepFunctions-StartSyncExecution": ["states", "StartSyncExecution"],
  "StepFunctions-StopExecution": ["states", "StopExecution"],
};

/** API Gateway spells the parameters in capitals; Step Functions does not. */
const memberOf = (service: string, name: string): string =>
  service === "states" ? `${name.slice(0, 1).toLowerCase()}${name.slice(1)}` : name;

export async function callAction(call: ApiCall, context: OperationContext): Promise<EndpointResponse> {
  const { integration, place } = call;
  const { Region, ...parameters } = integration.RequestParameters ?? {};
  const [service, action, json = []] = ACTIONS[integration.IntegrationSubtype ?? ""] ?? [];
  if (service === undefined || action === undefined)
    return message(501, `Terrarium does not implement the integration ${integration.IntegrationSubtype}`);
  const values = Object.entries(parameters).map(([name, source]) => [name, requestValue(call, source)] as const);
  const given = values.filter((one): one is readonly [string, string] => one[1] !== undefined);
  const input =
    service === "events"
      ? { Entries: [entryOf(given)] }
      : Object.fromEntries(
          given.map(([name, value]) => [memberOf(service, name), json.includes(name) ? parsed(value) : value]),
        );
  try {
    const answer = await requestService(context, {
      service,
      account: place.account,
      region: Region ?? place.region,
      action,
      method: "POST",
      path: "/",
      query: [],
      headers: { "content-type": "application/x-amz-json-1.0" },
      body: Buffer.from(JSON.stringify(input)),
      role: integration.CredentialsArn,
    });
    return mapResponse(call, answer);
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    return error.status === 501 ? message(501, error.message) : internalServerError();
  }
}

/** PutEvents takes one event's members; its resources are a list. */
const entryOf = (given: readonly (readonly [string, string])[]): object =>
  Object.fromEntries(given.map(([name, value]) => [name, name === "Resources" ? parsed(value) : value]));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
