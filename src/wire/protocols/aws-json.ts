/** awsJson1.0 and 1.1: the operation is in X-Amz-Target, input and output are JSON bodies. */
import { crc32 } from "node:zlib";
import { compiledOnDemand, type OperationCodec, type ServiceCodec } from "../codec.ts";
import { type EncodedOutput, encodedBody } from "../encoded-body.ts";
import { describeError, fault, queryCode } from "../error-members.ts";
import { eventStreamWriter, initialResponseFrame } from "../event-stream.ts";
import { JsonReaders } from "../json-reader.ts";
import { type JsonSettings, JsonWriters } from "../json-writer.ts";
import type { WireRequest, WireResponse } from "../message.ts";
import type { OperationModel, ServiceModel, StructureShape } from "../model.ts";
import type { ServiceException } from "../service-exception.ts";
import { dynamodbTypeMismatch, serializationException, type TypeMismatch, typeMismatch } from "../type-mismatch.ts";

const SETTINGS: JsonSettings = { timestamps: "epoch-seconds", jsonNames: false };

/** What is written before an error's code in `__type`; the others write none. */
const ERROR_NAMESPACES: Readonly<Record<string, string>> = {
  dynamodb: "com.amazonaws.dynamodb.v20120810#",
  "dynamodb-streams": "com.amazonaws.dynamodb.v20120810#",
  sfn: "com.amazonaws.swf.service.v2.model#",
};
/** Errors of the framework under AWS's services have its namespace. */
const FRAMEWORK_ERRORS: Readonly<Record<string, string>> = {
  ValidationException: "com.amazon.coral.validate#",
  SerializationException: "com.amazon.coral.service#",
  UnknownOperationException: "com.amazon.coral.service#",
  AccessDeniedException: "com.amazon.coral.service#",
  ExpiredTokenException: "com.amazon.coral.service#",
  IncompleteSignatureException: "com.amazon.coral.service#",
  InvalidSignatureException: "com.amazon.coral.service#",
  MissingAuthenticationTokenException: "com.amazon.coral.service#",
  UnrecognizedClientException: "com.amazon.coral.service#",
};

/** Answers are in the content type of the model's protocol, or in another that was asked for. */
export function awsJsonCodec(model: ServiceModel, askedFor?: string): ServiceCodec {
  const { service, protocol, target, queryCompatible } = model.table;
  const dynamodb = service.startsWith("dynamodb");
  const mismatch: TypeMismatch = dynamodb ? dynamodbTypeMismatch : typeMismatch;
  const readers = new JsonReaders(SETTINGS, mismatch);
  const writers = new JsonWriters(SETTINGS);
  const own = protocol === "awsJson1_1" ? "application/x-amz-json-1.1" : "application/x-amz-json-1.0";
  const contentType = askedFor ?? own;
  const prefix = `${target}.`;

  const respond = (status: number, text: string, requestId: string): WireResponse => {
    const headers: Record<string, string> = { "x-amzn-RequestId": requestId, "Content-Type": contentType };
    if (dynamodb) headers["x-amz-crc32"] = String(crc32(text));
    return { status, headers, body: text };
  };

  return {
    model,
    identify: ({ headers }) => {
      const named = headers["x-amz-target"];
      return named?.startsWith(prefix) ? named.slice(prefix.length) : undefined;
    },
    operation: compiledOnDemand(model, (name): OperationCodec => {
      const operation = model.operation(name) as OperationModel;
      const { output } = operation;
      const stream = output?.members.find((member) => "traits" in member.shape && member.shape.traits.streaming === 1);
      const decode = bodyReader(operation, readers, dynamodb);
      if (stream !== undefined && output !== undefined) {
        const rest = writers.structure(
          output,
          output.members.filter((member) => member !== stream),
        );
        const frames = eventStreamWriter(stream.shape as StructureShape, {
          body: (shape) => writers.of(shape),
          contentType,
        });
        return {
          name,
          decode,
          encode: (value, requestId) => ({
            status: 200,
            headers: { "x-amzn-RequestId": requestId, "Content-Type": "application/vnd.amazon.eventstream" },
            body: prepend(
              initialResponseFrame(rest(value), contentType),
              frames(value[stream.name] as AsyncIterable<Record<string, unknown>>),
            ),
          }),
        };
      }
      const write = output === undefined ? () => "" : writers.of(output);
      return {
        name,
        decode,
        encode: (value, requestId) => respond(200, (value as EncodedOutput)[encodedBody] ?? write(value), requestId),
      };
    }),
    encodeError: (error, requestId) => {
      const { shape, status, members } = describeError(model, error);
      const namespace = FRAMEWORK_ERRORS[error.code] ?? "";
      const type = (shape === undefined && dynamodb ? namespace : (ERROR_NAMESPACES[service] ?? "")) + error.code;
      const unmodelled = dynamodb ? frameworkMembers(error) : members;
      const fields = shape === undefined ? JSON.stringify(unmodelled) : writers.of(shape)(members);
      const separator = fields === "{}" ? "" : ",";
      const response = respond(status, `{"__type":${JSON.stringify(type)}${separator}${fields.slice(1)}`, requestId);
      if (queryCompatible) response.headers["x-amzn-query-error"] = `${queryCode(error, shape)};${fault(status)}`;
      return response;
    },
  };
}

/** Below DynamoDB, the framework spells its message with a capital where it is older, and leaves it out when empty. */
function frameworkMembers({ code, message, members }: ServiceException): Readonly<Record<string, unknown>> {
  if (message === "") return {};
  const spelling = code === "SerializationException" || code === "AccessDeniedException" ? "Message" : "message";
  return { [spelling]: message, ...members };
}

function bodyReader(
  operation: OperationModel,
  readers: JsonReaders,
  bodyRequired: boolean,
): (request: WireRequest) => Record<string, unknown> {
  if (operation.input === undefined) return () => ({});
  const read = readers.structure(operation.input, operation.input.members);
  return ({ body }) => (body.length === 0 && !bodyRequired ? {} : (read(parseJson(body)) as Record<string, unknown>));
}

/** A parse error says nothing more, as AWS's does not. */
export function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown;
  } catch {
    throw serializationException("");
  }
}

async function* prepend(first: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}
