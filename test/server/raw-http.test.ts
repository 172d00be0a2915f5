// What clients, broken clients and web pages may send, byte by byte.
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
beforeAll(async () => {
  cloud = await startTestCloud();
});
afterAll(() => cloud.stop());

const SCOPE = (service: string) =>
  `Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`;
const FORM = "Content-Type: application/x-www-form-urlencoded";
const IDENTITY = "Action=GetCallerIdentity&Version=2011-06-15";

/** Sends bytes and gives back everything that comes until the answer is whole or the connection ends. */
function exchange(bytes: string | Buffer, whole: (text: string) => boolean = () => false): Promise<string> {
  const { hostname, port } = new URL(cloud.endpoint);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let received = "";
    socket.on("data", (chunk) => {
      received += chunk.toString("latin1");
      if (whole(received)) socket.end();
    });
    socket.on("close", () => resolve(received));
    socket.on("error", reject);
    socket.write(bytes);
  });
}

const request = (line: string, headers: readonly string[], body = "") =>
  `${[`${line} HTTP/1.1`, "Host: localhost", ...headers, "Connection: close"].join("\r\n")}\r\n\r\n${body}`;
const post = (headers: readonly string[], body: string) =>
  request("POST /", [...headers, `Content-Length: ${Buffer.byteLength(body)}`], body);
const statusOf = (answer: string) => Number(answer.split(" ")[1]);

describe("forms of HTTP", () => {
  const length = `Content-Length: ${IDENTITY.length}`;
  test.each([
    ["plain", `POST / HTTP/1.1\r\nHost: localhost\r\n${FORM}\r\n${SCOPE("sts")}\r\n${length}\r\n\r\n${IDENTITY}`],
    ["connection: close", post([FORM, SCOPE("sts")], IDENTITY)],
    ["unsigned", post([FORM], IDENTITY)],
    ["in the query string", request(`GET /?${IDENTITY}`, [])],
    [
      "chunked",
      request(
        "POST /",
        [FORM, SCOPE("sts"), "Transfer-Encoding: chunked"],
        `${IDENTITY.length.toString(16)}\r\n${IDENTITY}\r\n0\r\n\r\n`,
      ),
    ],
    ["HTTP/1.0", `POST / HTTP/1.0\r\nHost: localhost\r\n${FORM}\r\n${SCOPE("sts")}\r\n${length}\r\n\r\n${IDENTITY}`],
    [
      "to a proxy, for a host as SDKs make it",
      `POST http://sync-127.0.0.1:80/ HTTP/1.1\r\nHost: sync-127.0.0.1:80\r\n${FORM}\r\n${SCOPE("sts")}\r\n${length}\r\nConnection: close\r\n\r\n${IDENTITY}`,
    ],
    ["expect: 100-continue", request("POST /", [FORM, SCOPE("sts"), length, "Expect: 100-continue"], IDENTITY)],
  ])("%s", async (_, bytes) => {
    const answer = await exchange(bytes, (text) => text.includes("</GetCallerIdentityResponse>"));
    expect(answer).toContain("HTTP/1.1 200 OK");
    expect(answer).toContain("<Arn>arn:aws:iam::000000000000:root</Arn>");
  });

  test("requests in pieces, and two at once on one connection", async () => {
    const one = `POST / HTTP/1.1\r\nHost: localhost\r\n${FORM}\r\n${SCOPE("sts")}\r\n${length}\r\n\r\n${IDENTITY}`;
    const both = await exchange(one + one, (text) => text.split("</GetCallerIdentityResponse>").length > 2);
    expect(both.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(2);
    const { hostname, port } = new URL(cloud.endpoint);
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname);
      socket.on("data", (chunk) => {
        socket.destroy();
        resolve(chunk.toString("latin1"));
      });
      socket.setNoDelay(true);
      const cut = one.length - 10;
      socket.write(one.slice(0, 30), () => socket.write(one.slice(30, cut), () => socket.write(one.slice(cut))));
    });
    expect(statusOf(answer)).toBe(200);
  });

  test("a gzipped body", async () => {
    const body = gzipSync('{"logGroupName":"/zipped"}');
    const head = [
      "POST / HTTP/1.1",
      "Host: localhost",
      SCOPE("logs"),
      "X-Amz-Target: Logs_20140328.CreateLogGroup",
      "Content-Encoding: gzip",
      "Connection: close",
      `Content-Length: ${body.length}`,
    ];
    const answer = await exchange(Buffer.concat([Buffer.from(`${head.join("\r\n")}\r\n\r\n`), body]));
    expect(statusOf(answer)).toBe(200);
    const groups = await cloud.cloud.call("cloudwatch-logs", "DescribeLogGroups", {}, { region: "eu-west-1" });
    expect(groups["logGroups"]).toMatchObject([{ logGroupName: "/zipped" }]);
  });
});

describe("bad input never ends the server", () => {
  const target = (name: string) => ["Content-Type: application/x-amz-json-1.1", SCOPE("logs"), `X-Amz-Target: ${name}`];
  const create = target("Logs_20140328.CreateLogGroup");
  test.each([
    ["not HTTP", "\u0016\u0003\u0001\r\n\r\n", 400],
    ["a folded header", request("GET /health", ["X-Folded: a\r\n b"]), 400],
    ["no such method", request("BREW /", []), 400],
    ["broken JSON", post(create, "{"), 400],
    ["JSON that is no object", post(create, "[1]"), 400],
    ["JSON null", post(create, "null"), 400],
    ["a number for a string", post(create, '{"logGroupName":5}'), 400],
    ["deep nesting", post(create, `{"tags":${"[".repeat(100_000)}${"]".repeat(100_000)}}`), 400],
    ["broken gzip", post([...create, "Content-Encoding: gzip"], "nonsense"), 400],
    ["unknown operation", post(target("Logs_20140328.Nonsense"), "{}"), 400],
    ["unknown target", post(target("Nonsense"), "{}"), 400],
    ["a service without shapes", post([SCOPE("sqs"), "X-Amz-Target: AmazonSQS.ListQueues"], "{}"), 501],
    ["a service named like a path", post([SCOPE("..%2F..%2Fpackage")], "{}"), 501],
    ["no action", post([FORM, SCOPE("sts")], "Version=2011-06-15"), 400],
    ["unknown action", post([FORM, SCOPE("sts")], "Action=Nonsense&Version=2011-06-15"), 400],
    ["a number that is none", post([FORM, SCOPE("sts")], "Action=GetSessionToken&DurationSeconds=x"), 400],
    ["broken percent-encoding", post([FORM, SCOPE("sts")], "Action=GetSessionToken&SerialNumber=%zz"), 400],
    ["broken percent-encoding of the action", post([FORM, SCOPE("sts")], "Action=%zz"), 400],
    ["broken percent-encoding in a path", request("GET /2015-03-31/functions/%zz", [SCOPE("lambda")]), 400],
    ["no such path", request("GET /2015-03-31/nonsense", [SCOPE("lambda")]), 404],
    ["a header too long", request("GET /", [`X-Long: ${"x".repeat(100_000)}`]), 431],
    ["a broken scope", request("GET /2015-03-31/functions", ["Authorization: AWS4-HMAC-SHA256 Credential=a/b"]), 200],
  ])("%s", async (_, bytes, status) => {
    expect(statusOf(await exchange(bytes))).toBe(status);
    expect((await fetch(`${cloud.endpoint}/health`)).status).toBe(200);
  });

  test("the sentences of a serialization error", async () => {
    const answer = await exchange(post(create, '{"logGroupName":5}'));
    expect(answer).toContain(
      '{"__type":"SerializationException","message":"NUMBER_VALUE can not be converted to a String"}',
    );
  });
});

describe("web pages", () => {
  const get = (headers: Readonly<Record<string, string>>, path = "/health") =>
    exchange(
      `GET ${path} HTTP/1.1\r\n${Object.entries({ Host: "localhost", Connection: "close", ...headers })
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join("")}\r\n`,
    );
  test.each([
    ["the server's own name", { Host: "localhost:4566" }, 200],
    ["its address", { Host: "127.0.0.1:4566" }, 200],
    ["its address, version 6", { Host: "[::1]:4566" }, 200],
    ["a name under localhost", { Host: "s3.localhost" }, 200],
    ["a container's name", { Host: "terrarium:4566" }, 200],
    ["a page of this machine", { Origin: "http://localhost:3000" }, 200],
    ["a rebound name", { Host: "attacker.example" }, 403],
    ["an address as a name", { Host: "127.0.0.1.attacker.example" }, 403],
  ])("host and origin: %s", async (_, headers, status) => {
    expect(statusOf(await get(headers))).toBe(status);
  });

  test.each([
    ["a foreign origin", "Origin: https://attacker.example"],
    ["an origin that is none", "Origin: null"],
    ["a name that only begins like ours", "Origin: http://localhost.attacker.example"],
    ["a link on a foreign page", "Sec-Fetch-Site: cross-site"],
  ])("no operation for %s", async (_, header) => {
    expect(statusOf(await exchange(post([FORM, header], IDENTITY)))).toBe(403);
    expect(statusOf(await exchange(request("POST /_terrarium/reset", [header, "Content-Length: 0"])))).toBe(403);
  });
});

describe("the server's own endpoints", () => {
  test.each(["/_terrarium/health", "/_localstack/health", "/health"])("health at %s", async (path) => {
    const answer = (await (await fetch(cloud.endpoint + path)).json()) as { services: Record<string, string> };
    expect(answer.services["sts"]).toMatch(/^(available|running)$/);
    expect(answer.services["logs"]).toBeDefined();
  });

  test("reset forgets everything", async () => {
    await cloud.cloud.call("cloudwatch-logs", "CreateLogGroup", { logGroupName: "/gone" });
    expect((await fetch(`${cloud.endpoint}/_terrarium/reset`, { method: "POST" })).status).toBe(200);
    expect((await cloud.cloud.call("cloudwatch-logs", "DescribeLogGroups", {}))["logGroups"]).toEqual([]);
  });
});
