import { expect, test } from "vitest";
import { createClock } from "../cloud/create-clock.ts";
import { checkPresigned } from "./presigned-url.ts";

const clock = createClock(() => Date.parse("2026-01-01T00:10:00Z"));
const NOW = Date.parse("2026-01-01T00:10:00Z") / 1000;
const CREDENTIAL = "X-Amz-Credential=test%2F20260101%2Fus-east-1%2Fs3%2Faws4_request";
const rest = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=x&X-Amz-SignedHeaders=host%3Bx-amz-meta-a";
const version4 = (more: string, credential = CREDENTIAL) => `${rest}&${credential}&${more}`;
const version2 = (expires: number) => `AWSAccessKeyId=test&Signature=x&Expires=${expires}`;

test.each([
  ["no time", "list-type=2", {}],
  ["version 4, in time", version4("X-Amz-Date=20260101T000000Z&X-Amz-Expires=601"), {}],
  ["version 2, in time", version2(NOW + 1), {}],
  ["a header to answer with", "response-expires=1&Expires=1", {}],
  ["nonsense", version4("X-Amz-Date=yesterday&X-Amz-Expires=1"), {}],
  ["a signed header", version4("X-Amz-Date=20260101T000000Z&X-Amz-Expires=601"), { host: "x", "x-amz-meta-a": "b" }],
])("serves a URL with %s", (_, query, headers) => {
  expect(() => checkPresigned(query, headers, clock)).not.toThrow();
});

test.each([
  ["version 4", version4("X-Amz-Date=20260101T000000Z&X-Amz-Expires=600"), { "X-Amz-Expires": "600" }],
  ["version 2", version2(NOW), {}],
])("refuses an outworn URL of %s", (_, query, more) => {
  // Source: AWS's documentation of presigned URLs, and its answer to one that has expired
  expect(() => checkPresigned(query, {}, clock)).toThrow(
    expect.objectContaining({
      code: "AccessDenied",
      message: "Request has expired",
      status: 403,
      members: { ...more, Expires: "2026-01-01T00:10:00Z", ServerTime: "2026-01-01T00:10:00Z" },
    }),
  );
});

test.each([
  // Source: AWS, recorded, but the missing parameters and the times of version 4: its documentation
  [
    "version 2 without a time",
    "AWSAccessKeyId=test&Signature=x",
    "AccessDenied",
    /requires the Signature, Expires and AWS/,
  ],
  [
    "version 4 without a time",
    version4("X-Amz-Date=20260101T000000Z"),
    "AuthorizationQueryParametersError",
    /version 4 requires/,
  ],
  [
    "a credential without a scope",
    version4("X-Amz-Date=20260101T000000Z&X-Amz-Expires=9", "X-Amz-Credential=test"),
    "AuthorizationQueryParametersError",
    /the Credential is mal-formed; expecting "<YOUR-AKID>/,
  ],
  [
    "more than a week",
    version4("X-Amz-Date=20260101T000000Z&X-Amz-Expires=604801"),
    "AuthorizationQueryParametersError",
    /^X-Amz-Expires must be less than a week \(in seconds\) that is 604800$/,
  ],
])("refuses %s", (_, query, code, message) => {
  expect(() => checkPresigned(query, {}, clock)).toThrow(
    expect.objectContaining({ code, message: expect.stringMatching(message) as string }),
  );
});

test("refuses headers of Amazon's that nobody signed", () => {
  const query = version4("X-Amz-Date=20260101T000000Z&X-Amz-Expires=601");
  // Source: AWS, recorded
  expect(() => checkPresigned(query, { "x-amz-acl": "private", accept: "*/*" }, clock)).toThrow(
    expect.objectContaining({
      code: "AccessDenied",
      message: "There were headers present in the request which were not signed",
      members: { HeadersNotSigned: "x-amz-acl" },
    }),
  );
});
