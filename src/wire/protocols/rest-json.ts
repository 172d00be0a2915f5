/** restJson1: method, path, query and headers carry some members, a JSON body the others. */
import { compiledOnDemand, type OperationCodec, type ServiceCodec } from "../codec.ts";
import { describeError } from "../error-members.ts";
import { eventStreamWriter } from "../event-stream.ts";
import { bodyMembers, requestPartsReader } from "../http-request.ts";
import { type ResponseParts, responseParts } from "../http-response.ts";
import { JsonReaders } from "../json-reader.ts";
import { type JsonSettings, JsonWriters } from "../json-writer.ts";
import type { WireRequest, WireResponse } from "../message.ts";
import type { OperationModel, ServiceModel, StructureShape } from "../model.ts";
import { Router } from "../router.ts";
import { typeMismatch } from "../type-mismatch.ts";
import { parseJson } from "./aws-json.ts";

const SETTINGS: JsonSettings = { timestamps: "epoch-seconds", jsonNames: true };

export function restJsonCodec(model: ServiceModel): ServiceCodec {
  const readers = new JsonReaders(SETTINGS, typeMismatch);
  const writers = new JsonWriters(SETTINGS);
  const operations = Object.keys(model.table.operations).map((name) => model.operation(name) as OperationModel);
  const router = new Router(operations, { keepSlashes: false, uri: ({ http }) => http?.[1] ?? "/" });
  return {
    model,
    identify: (request) => router.match(request),
    operation: compiledOnDemand(model, (name): OperationCodec => {
      const operation = model.operation(name) as OperationModel;
      return { name, decode: requestReader(operation, readers), encode: responseWriter(model, operation, writers) };
    }),
    encodeError: (error, requestId) => {
      const { shape, status, members } = describeError(model, error);
      // Lambda says in each of its own errors whose fault it was.
      const typed = shape?.members.some((member) => member.name === "Type") && members.Type === undefined;
      const fields = typed ? { Type: status >= 500 ? "Service" : "User", ...members } : members;
      const headers: Record<string, string> = {
        "x-amzn-RequestId": requestId,
        "x-amzn-ErrorType": error.code,
        "Content-Type": "application/json",
      };
      if (shape === undefined) return { status, headers, body: JSON.stringify(fields) };
      const parts = responseParts(shape);
      parts.writeHeaders(fields, headers);
      return { status, headers, body: writers.structure(shape, parts.body)(fields) };
    },
  };
}

function requestReader(operation: OperationModel, readers: JsonReaders): OperationCodec["decode"] {
  const { input, http } = operation;
  if (input === undefined) return () => ({});
  const readParts = requestPartsReader(operation, http?.[1] ?? "/");
  const payload = input.members.find((member) => member.traits.httpPayload !== undefined);
  let readBody: (request: WireRequest) => Record<string, unknown>;
  if (payload === undefined) {
    const read = readers.structure(input, bodyMembers(input.members));
    readBody = ({ body }) => (body.length === 0 ? {} : (read(parseJson(body)) as Record<string, unknown>));
  } else if (payload.shape.kind === "blob") {
    readBody = ({ body }) => (body.length > 0 ? { [payload.name]: body } : {});
  } else if (payload.shape.kind === "string") {
    readBody = ({ body }) => (body.length > 0 ? { [payload.name]: body.toString("utf8") } : {});
  } else {
    const read = readers.of(payload);
    readBody = ({ body }) => (body.length === 0 ? {} : { [payload.name]: read(parseJson(body)) });
  }
  return (request) => {
    const result = readBody(request);
    readParts(request, result);
    return result;
  };
}

function responseWriter(
  model: ServiceModel,
  operation: OperationModel,
  writers: JsonWriters,
): OperationCodec["encode"] {
  const parts = responseParts(operation.output);
  const defaultStatus = operation.http?.[2] ?? 200;
  const write = bodyWriter(operation, parts, writers, model.table.service === "lambda");
  return (output, requestId): WireResponse => {
    const status = parts.statusMember === undefined ? undefined : output[parts.statusMember];
    const headers: Record<string, string> = { "x-amzn-RequestId": requestId };
    const body = write(output, headers);
    parts.writeHeaders(output, headers);
    return { status: typeof status === "number" ? status : defaultStatus, headers, body };
  };
}

type BodyWriter = (output: Record<string, unknown>, headers: Record<string, string>) => WireResponse["body"];

function bodyWriter(
  operation: OperationModel,
  parts: ResponseParts,
  writers: JsonWriters,
  lambda: boolean,
): BodyWriter {
  const { payload } = parts;
  if (payload === undefined) {
    if (operation.output === undefined || parts.body.length === 0) return () => "";
    const write = writers.structure(operation.output, parts.body);
    return (output, headers) => {
      headers["Content-Type"] = "application/json";
      return write(output);
    };
  }
  const { shape, name } = payload;
  if (shape.kind === "union" && shape.traits.streaming === 1) {
    const frames = eventStreamWriter(shape as StructureShape, {
      body: (inner) => writers.of(inner),
      contentType: "application/json",
    });
    return (output, headers) => {
      headers["Content-Type"] = "application/vnd.amazon.eventstream";
      return frames(output[name] as AsyncIterable<Record<string, unknown>>);
    };
  }
  if (shape.kind === "blob" || shape.kind === "string") {
    return (output, headers) => {
      headers["Content-Type"] = lambda ? "application/json" : "application/octet-stream";
      return (output[name] ?? "") as WireResponse["body"];
    };
  }
  const write = writers.of(shape);
  return (output, headers) => {
    headers["Content-Type"] = "application/json";
    return output[name] === undefined ? "{}" : write(output[name]);
  };
}
