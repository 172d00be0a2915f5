import { expect, test } from "vitest";
import { createClock } from "../cloud/create-clock.ts";
import { checkExpiry } from "./presigned-url.ts";

const clock = createClock(() => Date.parse("2026-01-01T00:10:00Z"));
const NOW = Date.parse("2026-01-01T00:10:00Z") / 1000;

test.each([
  ["no time", "list-type=2"],
  ["version 4, in time", "X-Amz-Date=20260101T000000Z&X-Amz-Expires=601"],
  ["version 2, in time", `AWSAccessKeyId=test&Expires=${NOW + 1}`],
  ["a header to answer with", "response-expires=1&Expires=1"],
  ["nonsense", "X-Amz-Date=yesterday&X-Amz-Expires=1"],
])("serves a URL with %s", (_, query) => {
  expect(() => checkExpiry(query, clock)).not.toThrow();
});

test.each([
  ["version 4", "X-Amz-Date=20260101T000000Z&X-Amz-Expires=600", { "X-Amz-Expires": "600" }],
  ["version 2", `AWSAccessKeyId=test&Expires=${NOW}`, {}],
])("refuses an outworn URL of %s", (_, query, more) => {
  // Source: AWS's documentation of presigned URLs, and its answer to one that has expired
  expect(() => checkExpiry(query, clock)).toThrow(
    expect.objectContaining({
      code: "AccessDenied",
      message: "Request has expired",
      status: 403,
      members: { ...more, Expires: "2026-01-01T00:10:00Z", ServerTime: "2026-01-01T00:10:00Z" },
    }),
  );
});
