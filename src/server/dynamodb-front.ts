/**
 * What DynamoDB answers before any operation: a GET is told that it is healthy, other methods and content types are
 * unknown to it, too large bodies are not read, and a request that nobody signed is refused, where other services of
 * this cloud take it for the root's. Source: answers of the service as public implementations of its protocol have them;
 * DynamoDB Local refuses unsigned requests too.
 */
import { crc32 } from "node:zlib";
import { defaultRegion } from "../cloud/regions.ts";
import type { WireRequest, WireResponse } from "../wire/message.ts";
import { parseJson } from "../wire/protocols/aws-json.ts";
import { isPlainJson } from "../wire/service-codec.ts";
import { ServiceException } from "../wire/service-exception.ts";

const largestBody = 16 * 1024 * 1024;

function isDynamodb(service: string): boolean {
  return service === "dynamodb" || service === "dynamodb-streams";
}

export function dynamodbFront(service: string, request: WireRequest, requestId: string): WireResponse | undefined {
  if (!isDynamodb(service)) return undefined;
  const { method, headers, body } = request;
  if (body.length > largestBody) return { status: 413, headers: {}, body: "" };
  if (method === "GET") {
    const region = /\.([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(headers["host"] ?? "")?.[1] ?? defaultRegion;
    // The blank at the end is the service's.
    return textAnswer(200, `healthy: dynamodb.${region}.amazonaws.com `, requestId);
  }
  const contentType = headers["content-type"];
  const readable = body.length === 0 || contentType === "application/x-amz-json-1.0" || isReadable(contentType ?? "");
  return method === "POST" && readable ? undefined : textAnswer(404, "<UnknownOperationException/>\n", requestId);
}

function isReadable(contentType: string): boolean {
  return isPlainJson(contentType) || contentType.split(";", 1)[0]?.trim() === "application/x-amz-json-1.0";
}

function textAnswer(status: number, body: string, requestId: string): WireResponse {
  return { status, headers: { "x-amzn-RequestId": requestId, "x-amz-crc32": String(crc32(body)) }, body };
}

/**
 * Refuses a request whose signature says too little to tell whose it is. One that has a credential scope is taken for
 * signed, whatever else it lacks.
 */
export function requireSignature(service: string, request: WireRequest, scoped: boolean): void {
  if (!isDynamodb(service)) return;
  try {
    checkSignature(request, scoped);
  } catch (refusal) {
    requireJson(service, request);
    throw refusal;
  }
}

/** A body that is no JSON is told before an unknown operation and before what the signature lacks. */
export function requireJson(service: string, { body }: WireRequest): void {
  if (isDynamodb(service) && body.length > 0) parseJson(body);
}

function checkSignature({ headers, query }: WireRequest, scoped: boolean): void {
  const { authorization } = headers;
  if (query.includes("X-Amz-Algorithm=")) {
    if (authorization !== undefined) {
      const message = "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.";
      throw new ServiceException("InvalidSignatureException", message, {}, 400);
    }
    const parameters = new URLSearchParams(query);
    const missing = signingParameters.filter((name) => !parameters.get(`X-Amz-${name}`));
    if (missing.length === 0) return;
    const sentences = missing.map((name) => `AWS query-string parameters must include 'X-Amz-${name}'. `);
    throw incomplete(`${sentences.join("")}Re-examine the query-string parameters.`);
  }
  if (scoped) return;
  if (!authorization?.trimStart().startsWith("AWS4-")) {
    throw new ServiceException(
      "MissingAuthenticationTokenException",
      "Request is missing Authentication Token",
      {},
      400,
    );
  }
  const given = new Set(authorization.split(/[, ]/).flatMap((part) => /^([^=]+)=./.exec(part)?.[1] ?? []));
  const missing = ["Credential", "Signature", "SignedHeaders"].filter((name) => !given.has(name));
  const sentences = missing.map((name) => `Authorization header requires '${name}' parameter. `);
  if (headers["x-amz-date"] === undefined && headers["date"] === undefined) {
    sentences.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  }
  if (sentences.length > 0) throw incomplete(`${sentences.join("")}Authorization=${authorization}`);
}

const signingParameters = ["Algorithm", "Credential", "Signature", "SignedHeaders", "Date"];

function incomplete(message: string): ServiceException {
  return new ServiceException("IncompleteSignatureException", message, {}, 400);
}
