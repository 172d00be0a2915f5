/**
 * What DynamoDB answers whatever the operation: health, unsigned requests, checksums, compression. Source: the service,
 * as public implementations of its protocol have it.
 */
import { request } from "node:http";
import { connect } from "node:net";
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

const unknown = { status: 404, checksum: "3552371480", text: "<UnknownOperationException/>\n" };

test.each([
  ["PUT", "application/x-amz-json-1.0"],
  ["DELETE", "application/x-amz-json-1.0"],
  ["POST", "text/plain"],
  ["POST", "application/x-amz-json-1.1"],
])("a %s of %s is unknown to the service", async (method, contentType) => {
  const headers = { ...listTables, authorization, "content-type": contentType };
  const response = await fetch(fixture.test.endpoint, { method, headers, body: "{}" });
  const checksum = response.headers.get("x-amz-crc32");
  expect({ status: response.status, checksum, text: await response.text() }).toEqual(unknown);
});

test("answers have the content type of the request", async () => {
  for (const type of ["application/json", "application/x-amz-json-1.0"]) {
    const response = await post({ ...listTables, authorization, "content-type": `${type}; charset=utf-8` });
    expect([response.headers.get("content-type"), await response.text()]).toEqual([type, '{"TableNames":[]}']);
    const refused = await post({ ...listTables, authorization, "content-type": type }, '{"Limit":0}');
    expect([refused.status, refused.headers.get("content-type")]).toEqual([400, type]);
  }
});

test("a body of more than 16 MB is not read", async () => {
  const body = JSON.stringify({ Limit: 1, Other: "x".repeat(16 * 1024 * 1024) });
  expect((await post({ ...listTables, authorization }, body)).status).toBe(413);
});

const date = { "x-amz-date": "20260101T000000Z" };
const lacks = (...names: string[]) =>
  names.map((name) => `Authorization header requires '${name}' parameter. `).join("");
const noDate = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";

test.each([
  ["AWS4-", {}, lacks("Credential", "Signature", "SignedHeaders") + noDate],
  ["AWS4-HMAC-SHA256 Signature=b, SignedHeaders=c", date, lacks("Credential")],
  ["AWS4-HMAC-SHA256 Credential=a", date, lacks("Signature", "SignedHeaders")],
  ["AWS4-HMAC-SHA256 Credential=a,Signature=b,SignedHeaders=c", {}, noDate],
])("a signature that lacks something is incomplete: %s", async (given, headers, message) => {
  const response = await post({ ...listTables, ...headers, authorization: given });
  expect([response.status, await response.json()]).toEqual([
    400,
    {
      __type: "com.amazon.coral.service#IncompleteSignatureException",
      message: `${message}Authorization=${given}`,
    },
  ]);
});

test.each([
  [
    "both in the query string and a header",
    { authorization },
    "com.amazon.coral.service#InvalidSignatureException",
    "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
  ],
  [
    "in the query string only, and not whole",
    {},
    "com.amazon.coral.service#IncompleteSignatureException",
    "AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.",
  ],
])("a signature %s is refused", async (_, headers: Record<string, string>, __type, message) => {
  const response = await fetch(`${fixture.test.endpoint}/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=a`, {
    method: "POST",
    headers: { "content-type": "application/json", ...listTables, ...headers },
    body: "{}",
  });
  expect([response.status, await response.json()]).toEqual([400, { __type, message }]);
});

test("an unknown operation is told before the missing signature", async () => {
  const response = await post({ "x-amz-target": "DynamoDB_20120810.Nothing" });
  expect([response.status, await response.json()]).toEqual([
    400,
    { __type: "com.amazon.coral.service#UnknownOperationException" },
  ]);
});

test.each([
  ["an unknown operation", { "x-amz-target": "DynamoDB_20120810.Nothing", authorization }],
  ["a missing signature", listTables],
])("a body that is no JSON is told before %s", async (_, headers) => {
  const response = await post(headers, "{");
  expect([response.status, await response.json()]).toEqual([
    400,
    { __type: "com.amazon.coral.service#SerializationException" },
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

/** Everything that comes on a connection that sends all requests at once, until there are as many answers. */
function pipelined(bodies: readonly string[]): Promise<string[]> {
  const { hostname, port } = new URL(fixture.test.endpoint);
  const head = `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-amz-json-1.0\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\nAuthorization: ${authorization}\r\n`;
  return new Promise((done, fail) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(bodies.map((body) => `${head}Content-Length: ${body.length}\r\n\r\n${body}`).join(""));
    });
    let received = "";
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      if (received.split("HTTP/1.1 ").length > bodies.length && received.endsWith("}")) socket.end();
    });
    socket.on("error", fail);
    socket.on("close", () => done(received.match(/\{.*?\}/g) ?? []));
  });
}

test("many connections at once get all their answers, each in the order of its requests", async () => {
  const refused = '{"__type":"com.amazon.coral.service#SerializationException"}';
  const answers = await Promise.all(Array.from({ length: 40 }, () => pipelined(["{}", "{", "{}"])));
  for (const each of answers) expect(each).toEqual(['{"TableNames":[]}', refused, '{"TableNames":[]}']);
});

test("refusals have a checksum too", async () => {
  const response = await sendRaw(fixture, "ListTables", "{");
  expect(response.headers.get("x-amz-crc32")).toMatch(/^\d+$/);
});
