/** restXml, which is S3: method, path, query and headers carry most members, an XML body or plain bytes the others. */
import { compiledOnDemand, type OperationCodec, type ServiceCodec } from "../codec.ts";
import { describeError } from "../error-members.ts";
import { eventStreamWriter } from "../event-stream.ts";
import { bodyMembers, requestPartsReader } from "../http-request.ts";
import { type ResponseParts, responseParts } from "../http-response.ts";
import type { WireRequest, WireResponse } from "../message.ts";
import type { Member, OperationModel, ServiceModel, StructureShape } from "../model.ts";
import { Router } from "../router.ts";
import { s3ErrorStatus } from "../s3-error-status.ts";
import { parseXml, XmlReaders } from "../xml-reader.ts";
import { escapeXml, XmlWriters } from "../xml-writer.ts";

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';
const CONTENT_TYPE = "application/xml";

// The SDK's schemas leave the bucket out of the paths of all operations that have one, and only of those.
const WITHOUT_BUCKET = new Set(["ListBuckets", "ListDirectoryBuckets", "WriteGetObjectResponse"]);

function uriOf({ name, http }: OperationModel): string {
  const uri = http?.[1] ?? "/";
  if (WITHOUT_BUCKET.has(name)) return uri;
  return uri.startsWith("/?") || uri === "/" ? `/{Bucket}${uri.slice(1)}` : `/{Bucket}${uri}`;
}

export function restXmlCodec(model: ServiceModel): ServiceCodec {
  const readers = new XmlReaders();
  const writers = new XmlWriters({ timestamps: "date-time", milliseconds: true, itemName: "member" });
  const operations = Object.keys(model.table.operations).map((name) => model.operation(name) as OperationModel);
  const router = new Router(operations, { keepSlashes: true, uri: uriOf });
  return {
    model,
    identify: (request) => router.match(request),
    operation: compiledOnDemand(model, (name): OperationCodec => {
      const operation = model.operation(name) as OperationModel;
      return {
        name,
        decode: requestReader(operation, readers),
        encode: responseWriter(operation, writers, model.table.xmlNamespace),
      };
    }),
    encodeError: (error, requestId): WireResponse => {
      const { status, members } = describeError(model, error, s3ErrorStatus(error.code));
      const { message: _, Message: __, headers: extraHeaders, ...fields } = members;
      const details = Object.entries(fields).map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`);
      const hostId = hostIdOf(requestId);
      return {
        status,
        headers: {
          "x-amz-request-id": requestId,
          "x-amz-id-2": hostId,
          "Content-Type": CONTENT_TYPE,
          ...(extraHeaders as Record<string, string> | undefined),
        },
        body: `${DECLARATION}<Error><Code>${escapeXml(error.code)}</Code><Message>${escapeXml(error.message)}</Message>${details.join(
          "",
        )}<RequestId>${requestId}</RequestId><HostId>${hostId}</HostId></Error>`,
      };
    },
  };
}

/** S3's second request id, which its support asks for. */
function hostIdOf(requestId: string): string {
  return Buffer.from(requestId.repeat(3)).toString("base64");
}

function requestReader(operation: OperationModel, readers: XmlReaders): OperationCodec["decode"] {
  const { input } = operation;
  if (input === undefined) return () => ({});
  const readParts = requestPartsReader(operation, uriOf(operation));
  const payload = input.members.find((member) => member.traits.httpPayload !== undefined);
  const readBody = payload === undefined ? structureReader(input, readers) : payloadReader(payload, readers);
  return (request) => {
    const result: Record<string, unknown> = {};
    readBody(request, result);
    readParts(request, result);
    return result;
  };
}

type BodyReader = (request: WireRequest, input: Record<string, unknown>) => void;

function structureReader(input: StructureShape, readers: XmlReaders): BodyReader {
  const members = bodyMembers(input.members);
  if (members.length === 0) return () => {};
  const read = readers.of({ ...input, members });
  return ({ body }, result) => {
    const root = parseXml(body);
    if (root !== undefined) Object.assign(result, read(root.element));
  };
}

function payloadReader(payload: Member, readers: XmlReaders): BodyReader {
  const { name, shape, traits } = payload;
  if (shape.kind === "blob") {
    // A streaming body is there even when it is empty: an object of no bytes.
    const streaming = traits.streaming === 1;
    return ({ body }, result) => {
      if (streaming || body.length > 0) result[name] = body;
    };
  }
  if (shape.kind === "string") {
    return ({ body }, result) => {
      if (body.length > 0) result[name] = body.toString("utf8");
    };
  }
  const read = readers.of(shape);
  return ({ body }, result) => {
    const root = parseXml(body);
    if (root !== undefined) result[name] = read(root.element);
  };
}

function responseWriter(
  operation: OperationModel,
  writers: XmlWriters,
  xmlNamespace: string,
): OperationCodec["encode"] {
  const parts = responseParts(operation.output);
  const defaultStatus = operation.http?.[2] ?? 200;
  const write = bodyWriter(operation, parts, writers, xmlNamespace);
  return (output, requestId): WireResponse => {
    const status = parts.statusMember === undefined ? undefined : output[parts.statusMember];
    const headers: Record<string, string> = { "x-amz-request-id": requestId, "x-amz-id-2": hostIdOf(requestId) };
    const body = write(output, headers);
    parts.writeHeaders(output, headers);
    // A part of an object is told by its range: no member holds the status.
    const wholeStatus = output.ContentRange === undefined ? defaultStatus : 206;
    return { status: typeof status === "number" ? status : wholeStatus, headers, body };
  };
}

type BodyWriter = (output: Record<string, unknown>, headers: Record<string, string>) => WireResponse["body"];

function bodyWriter(
  operation: OperationModel,
  parts: ResponseParts,
  writers: XmlWriters,
  xmlNamespace: string,
): BodyWriter {
  const { payload } = parts;
  const { output: shape } = operation;
  const namespace = ` xmlns="${xmlNamespace}"`;
  if (payload === undefined) {
    if (shape === undefined || parts.body.length === 0) return () => "";
    const root = shape.traits.xmlName ?? shape.name;
    // The one answer of S3 whose root element holds the text itself.
    if (operation.name === "GetBucketLocation") {
      return (output, headers) => {
        headers["Content-Type"] = CONTENT_TYPE;
        const location = output.LocationConstraint;
        const text = typeof location === "string" ? escapeXml(location) : "";
        return `${DECLARATION}<LocationConstraint${namespace}>${text}</LocationConstraint>`;
      };
    }
    const content = writers.content(shape, parts.body);
    return (output, headers) => {
      headers["Content-Type"] = CONTENT_TYPE;
      return `${DECLARATION}<${root}${namespace}>${content(output)}</${root}>`;
    };
  }
  const { name } = payload;
  if (payload.shape.kind === "union" && payload.shape.traits.streaming === 1) {
    const frames = eventStreamWriter(payload.shape, {
      body: (inner) => {
        const structure = inner as StructureShape;
        const content = writers.content(structure);
        return (event) => `<${structure.name}>${content(event)}</${structure.name}>`;
      },
      contentType: "text/xml",
    });
    return (output, headers) => {
      headers["Content-Type"] = "application/vnd.amazon.eventstream";
      return frames(output[name] as AsyncIterable<Record<string, unknown>>);
    };
  }
  if (payload.shape.kind === "blob" || payload.shape.kind === "string") {
    return (output) => (output[name] ?? "") as WireResponse["body"];
  }
  const structure = payload.shape as StructureShape;
  const content = writers.content(structure);
  const root = payload.traits.xmlName ?? structure.traits.xmlName ?? structure.name;
  return (output, headers) => {
    headers["Content-Type"] = CONTENT_TYPE;
    return `${DECLARATION}<${root}${namespace}>${content(output[name] ?? {})}</${root}>`;
  };
}
