/** What a mocked result of an integration must look like: the kinds of its members as the service's API has them. */
import type { MockResponseValidationMode } from "@aws-sdk/client-sfn";
import { validationException } from "../fault.ts";
import type { Json } from "../language/json.ts";
import { isList, isObject } from "../language/json.ts";

type Kind = "string" | "number" | "boolean" | "any" | Members | readonly [Kind];
/** A name with `!` must be there. */
interface Members {
  readonly [name: string]: Kind;
}

const CAPACITY: Members = {
  CapacityUnits: "number",
  ReadCapacityUnits: "number",
  WriteCapacityUnits: "number",
};

const CONSUMED: Members = { ...CAPACITY, TableName: "string", Table: CAPACITY };
const WRITTEN: Members = {
  Attributes: "any",
  ConsumedCapacity: CONSUMED,
  ItemCollectionMetrics: { ItemCollectionKey: "any", SizeEstimateRangeGB: ["number"] },
};

const STARTED: Members = { "ExecutionArn!": "string", "StartDate!": "string" };
const FINISHED: Members = {
  "ExecutionArn!": "string",
  "StartDate!": "string",
  "StateMachineArn!": "string",
  "Status!": "string",
  StopDate: "string",
  Name: "string",
  Error: "string",
  Cause: "string",
};

const RESULTS: Readonly<Record<string, Members>> = {
  "lambda:invoke": {
    StatusCode: "number",
    FunctionError: "string",
    LogResult: "string",
    ExecutedVersion: "string",
    Payload: "any",
  },
  "dynamodb:putItem": WRITTEN,
  "dynamodb:updateItem": WRITTEN,
  "dynamodb:deleteItem": WRITTEN,
  "dynamodb:getItem": { Item: "any", ConsumedCapacity: CONSUMED },
  "states:startExecution": STARTED,
  "states:startExecution.sync": FINISHED,
  "states:startExecution.sync:2": FINISHED,
  "aws-sdk:sfn:startExecution": STARTED,
  "sqs:sendMessage": {
    MessageId: "string",
    MD5OfMessageBody: "string",
    MD5OfMessageAttributes: "string",
    SequenceNumber: "string",
  },
  "sns:publish": { MessageId: "string", SequenceNumber: "string" },
  "events:putEvents": {
    FailedEntryCount: "number",
    Entries: [{ EventId: "string", ErrorCode: "string", ErrorMessage: "string" }],
  },
};

export function checkMockedResult(resource: string, result: Json, mode: MockResponseValidationMode): void {
  if (mode === "NONE") return;
  const members = RESULTS[/^arn:[^:]+:states:[^:]*:[^:]*:(.+)$/.exec(resource)?.[1] ?? ""];
  if (members) check(result, members, "", mode === "STRICT");
}

// Source: AWS, recorded (required fields, numbers, strings).
const refuse = (sentence: string) => validationException(`Mock result schema validation error: ${sentence}`);

const ARTICLES: Readonly<Record<string, string>> = { string: "a string", number: "a number", boolean: "a boolean" };

function check(value: Json, kind: Kind, name: string, strict: boolean): void {
  if (kind === "any") return;
  if (typeof kind === "string") {
    if (typeof value !== kind) throw refuse(`Field '${name}' must be ${ARTICLES[kind]}`);
  } else if (isKindList(kind)) {
    if (!isList(value)) throw refuse(`Field '${name}' must be an array`);
    for (const item of value) check(item, kind[0], name, strict);
  } else {
    if (!isObject(value)) throw refuse(`Field '${name}' must be an object`);
    for (const [member, inner] of Object.entries(kind)) {
      const plain = member.replace("!", "");
      const given = value[plain];
      if (given !== undefined) check(given, inner, plain, strict);
      else if (strict && plain !== member) throw refuse(`Required field '${plain}' is missing`);
    }
  }
}

const isKindList = (kind: Members | readonly [Kind]): kind is readonly [Kind] => Array.isArray(kind);
