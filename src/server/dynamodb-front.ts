/**
 * What DynamoDB answers before any operation: a GET is told that it is healthy, and a request that nobody signed is
 * refused, where other services of this cloud take it for the root's. Source: answers of the service as public
 * implementations of its protocol have them; DynamoDB Local refuses unsigned requests too.
 */
import { crc32 } from "node:zlib";
import { defaultRegion } from "../cloud/regions.ts";
import type { WireRequest, WireResponse } from "../wire/message.ts";
import { ServiceException } from "../wire/service-exception.ts";

function isDynamodb(service: string): boolean {
  return service === "dynamodb" || service === "dynamodb-streams";
}

export function dynamodbHealth(service: string, request: WireRequest, requestId: string): WireResponse | undefined {
  if (!isDynamodb(service) || request.method !== "GET") return undefined;
  const region = /\.([a-z]{2}(?:-[a-z]+)+-\d)\./.exec(request.headers["host"] ?? "")?.[1] ?? defaultRegion;
  // The blank at the end is the service's.
  const body = `healthy: dynamodb.${region}.amazonaws.com `;
  return { status: 200, headers: { "x-amzn-RequestId": requestId, "x-amz-crc32": String(crc32(body)) }, body };
}

export function requireSignature(service: string, { headers, query }: WireRequest): void {
  if (!isDynamodb(service) || query.includes("X-Amz-Algorithm=")) return;
  if (headers["authorization"]?.trimStart().startsWith("AWS4-")) return;
  throw new ServiceException("MissingAuthenticationTokenException", "Request is missing Authentication Token", {}, 400);
}
