/** Tells a destination or a dead-letter queue how an asynchronous event ended, in Lambda's record. */
import { parseArn } from "../../../cloud/arn.ts";
import type { EventInvokeRecord, Place } from "../entities.ts";
import { functionArn } from "../function-name.ts";
import type { RunningLambda } from "../running.ts";
import type { InvocationTarget } from "../settled-targets.ts";
import type { QueuedEvent } from "./queue.ts";

/** What of an asynchronous event its destinations are told. */
type EndedEvent = Pick<QueuedEvent, "account" | "region" | "name" | "qualifier" | "requestId" | "payload">;

export interface AsyncOutcome {
  readonly condition: "Success" | "RetriesExhausted" | "EventAgeExceeded" | "ZeroReservedConcurrency";
  readonly attempts: number;
  readonly response?: { readonly payload: Uint8Array; readonly functionError: string | undefined };
}

const LAMBDA = { type: "service", arn: "lambda.amazonaws.com", userId: "lambda.amazonaws.com" } as const;

export async function deliverOutcome(
  lambda: RunningLambda,
  event: EndedEvent,
  target: InvocationTarget,
  settings: EventInvokeRecord | undefined,
  outcome: AsyncOutcome,
): Promise<void> {
  const succeeded = outcome.condition === "Success";
  const destination = succeeded ? settings?.onSuccess : settings?.onFailure;
  if (destination !== undefined)
    await sendRecord(lambda, event, destination, outcomeRecord(lambda, event, target, outcome), succeeded);
  const deadLetter = target.version.configuration.DeadLetterConfig?.TargetArn;
  if (!succeeded && deadLetter !== undefined) await sendDeadLetter(lambda, event, deadLetter, outcome);
}

function outcomeRecord(
  lambda: RunningLambda,
  event: EndedEvent,
  { version }: InvocationTarget,
  outcome: AsyncOutcome,
): object {
  const { condition, attempts, response } = outcome;
  return {
    version: "1.0",
    timestamp: new Date(lambda.cloud.clock.now()).toISOString(),
    requestContext: {
      requestId: event.requestId,
      functionArn: functionArn(event, event.name, event.qualifier ?? "$LATEST"),
      condition,
      approximateInvokeCount: attempts,
    },
    requestPayload: json(event.payload),
    ...(response && {
      responseContext: {
        statusCode: 200,
        executedVersion: version.version,
        ...(response.functionError !== undefined && { functionError: response.functionError }),
      },
      responsePayload: json(response.payload),
    }),
  };
}

/** Sends a record to the queue, topic, function, event bus or bucket (there into a folder) that an ARN names. */
export async function sendRecord(
  lambda: RunningLambda,
  place: Place & { readonly name: string; readonly qualifier?: string },
  destination: string,
  record: object,
  succeeded: boolean,
  folder = `async/${place.name}`,
): Promise<void> {
  const text = JSON.stringify(record);
  const arn = parseArn(destination);
  switch (arn?.service) {
    case "sqs":
      return call(lambda, place, "sqs", "SendMessage", { QueueUrl: queueUrl(lambda, destination), MessageBody: text });
    case "sns":
      return call(lambda, place, "sns", "Publish", { TopicArn: destination, Message: text });
    case "lambda":
      return call(lambda, place, "lambda", "Invoke", {
        FunctionName: destination,
        InvocationType: "Event",
        Payload: Buffer.from(text),
      });
    case "events": {
      const source = functionArn(place, place.name, place.qualifier ?? "$LATEST");
      const Entries = [
        {
          EventBusName: destination,
          Source: "lambda",
          DetailType: `Lambda Function Invocation Result - ${succeeded ? "Success" : "Failure"}`,
          Resources: [destination, source],
          Detail: text,
        },
      ];
      return call(lambda, place, "eventbridge", "PutEvents", { Entries });
    }
    case "s3": {
      const time = new Date(lambda.cloud.clock.now()).toISOString().slice(0, 19).replaceAll(":", ".");
      const day = time.slice(0, 10).replaceAll("-", "/");
      const Key = `aws/lambda/${folder}/${day}/${time}-${crypto.randomUUID()}`;
      return call(lambda, place, "s3", "PutObject", { Bucket: arn.resource, Key, Body: Buffer.from(text) });
    }
    default:
      process.emitWarning(`Lambda cannot send to the destination ${destination}`);
  }
}

function sendDeadLetter(
  lambda: RunningLambda,
  event: EndedEvent,
  target: string,
  outcome: AsyncOutcome,
): Promise<void> {
  const message = (json(outcome.response?.payload ?? Buffer.from("{}")) as { errorMessage?: string } | null)
    ?.errorMessage;
  const attribute = (DataType: "String" | "Number", StringValue: string) => ({ DataType, StringValue });
  const MessageAttributes = {
    RequestID: attribute("String", event.requestId),
    ErrorCode: attribute("Number", "200"),
    ...(message !== undefined && { ErrorMessage: attribute("String", message.slice(0, 1024)) }),
  };
  const body = Buffer.from(event.payload).toString("utf8");
  return parseArn(target)?.service === "sns"
    ? call(lambda, event, "sns", "Publish", { TopicArn: target, Message: body, MessageAttributes })
    : call(lambda, event, "sqs", "SendMessage", {
        QueueUrl: queueUrl(lambda, target),
        MessageBody: body,
        MessageAttributes,
      });
}

/** Where the cloud's SQS finds a queue. */
export function queueUrl({ cloud }: RunningLambda, arn: string): string {
  const { account = "", resource = "" } = parseArn(arn) ?? {};
  return `${cloud.endpoint}/${account}/${resource}`;
}

async function call(
  { cloud }: RunningLambda,
  { account, region }: Place,
  service: string,
  operation: string,
  input: object,
): Promise<void> {
  try {
    await cloud.call(service, operation, input, { account, region, principal: LAMBDA });
  } catch (error) {
    process.emitWarning(`Lambda could not call ${operation} of ${service}: ${(error as Error).message}`);
  }
}

function json(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes).toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
