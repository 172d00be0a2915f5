/**
 * What DynamoDB answers whatever the operation: health, unsigned requests, checksums, compression. Source: the service,
 * as public implementations of its protocol have it.
 */
import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { sendRaw, useDynamodb } from "./support.ts";

const fixture = useDynamodb();

/** `fetch` cannot name another host. */
function getFrom(host: string): Promise<{ status: number | undefined; checksum: unknown; text: string }> {
  return new Promise((done, fail) => {
    const sent = request(fixture.test.endpoint, { headers: { host } }, (response) => {
      let text = "";
      response.on("data", (part) => {
        text += part;
      });
      response.on("end", () => done({ status: response.statusCode, checksum: response.headers["x-amz-crc32"], text }));
    });
    sent.on("error", fail);
    sent.end();
  });
}

const post = (headers: Readonly<Record<string, string>>, body: string | Uint8Array = "{}") =>
  fetch(fixture.test.endpoint, {
    method: "POST",
    headers: { "content-type": "application/x-amz-json-1.0", ...headers },
    body,
  });
const listTables = { "x-amz-target": "DynamoDB_20120810.ListTables" };
const authorization = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request";

test("a GET of the service's host is told that it is healthy", async () => {
  expect(await getFrom("dynamodb.us-east-1.amazonaws.com")).toEqual({
    status: 200,
    checksum: "3128867991",
    text: "healthy: dynamodb.us-east-1.amazonaws.com ",
  });
  expect((await getFrom("dynamodb.eu-west-1.amazonaws.com")).text).toBe("healthy: dynamodb.eu-west-1.amazonaws.com ");
});

test.each([
  ["without a signature", {}],
  ["with another kind of authorization", { authorization: "Bearer abc" }],
])("a request %s is refused", async (_, headers) => {
  for (const target of ["DynamoDB_20120810.ListTables", "DynamoDBStreams_20120810.ListStreams"]) {
    const response = await post({ ...headers, "x-amz-target": target });
    expect([response.status, await response.json()]).toEqual([
      400,
      {
        __type: "com.amazon.coral.service#MissingAuthenticationTokenException",
        message: "Request is missing Authentication Token",
      },
    ]);
  }
});

test("an unknown operation is told before the missing signature", async () => {
  const response = await post({ "x-amz-target": "DynamoDB_20120810.Nothing" });
  expect([response.status, await response.json()]).toEqual([
    400,
    { __type: "com.amazon.coral.service#UnknownOperationException" },
  ]);
});

test("answers carry a checksum and a request id of 52 characters; bodies may be compressed", async () => {
  const response = await post(
    { ...listTables, authorization, "content-encoding": "gzip" },
    gzipSync(JSON.stringify({ Limit: 5 })),
  );
  expect(await response.text()).toBe('{"TableNames":[]}');
  expect(response.headers.get("x-amz-crc32")).toBe("1315925753");
  expect(response.headers.get("x-amzn-requestid")).toMatch(/^[A-Z0-9]{52}$/);
});

test("refusals have a checksum too", async () => {
  const response = await sendRaw(fixture, "ListTables", "{");
  expect(response.headers.get("x-amz-crc32")).toMatch(/^\d+$/);
});
