/** What of an answer is told, as Go's net/http (transfer.go, transport.go, response.go) leaves it to the provider. */
import { createServer, type OutgoingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchOnce, type HttpAnswer } from "./request.ts";

const BODY = "hello\n";
const ANSWERS: Readonly<Record<string, OutgoingHttpHeaders>> = {
  "/closed": { Connection: "close", "Content-Type": "text/plain" },
  "/kept": { Connection: "keep-alive", "Keep-Alive": "timeout=5", "Content-Length": BODY.length },
  "/zipped": { Connection: "close", "Content-Encoding": "gzip" },
  "/uncached": { Connection: "close", Pragma: "no-cache" },
};
const server = createServer((request, response) => {
  const headers = ANSWERS[request.url ?? ""] ?? {};
  response.sendDate = false;
  response.writeHead(200, { ...headers, "X-Accepted": request.headers["accept-encoding"] ?? "nothing" });
  response.end(headers["Content-Encoding"] ? gzipSync(BODY) : BODY);
});
let base: string;

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const fetched = (path: string, headers: HttpAnswer["headers"] = {}, method = "GET"): Promise<HttpAnswer> =>
  fetchOnce({
    url: new URL(path, base),
    text: `${base}${path}`,
    method,
    headers,
    body: undefined,
    timeout: undefined,
    tls: {},
    signal: new AbortController().signal,
  });

test.each([
  ["/closed", { "Content-Type": "text/plain", "X-Accepted": "gzip" }],
  ["/kept", { Connection: "keep-alive", "Keep-Alive": "timeout=5", "Content-Length": "6", "X-Accepted": "gzip" }],
  ["/zipped", { "X-Accepted": "gzip" }],
  ["/uncached", { Pragma: "no-cache", "Cache-Control": "no-cache", "X-Accepted": "gzip" }],
])("what is kept of %s", async (path, headers) => {
  expect(await fetched(path)).toEqual({ status: 200, headers, body: Buffer.from(BODY) });
});

test("an encoding that was asked for is left as it is", async () => {
  const { headers, body } = await fetched("/zipped", { "accept-encoding": "gzip, br" });
  expect(headers).toEqual({ "Content-Encoding": "gzip", "X-Accepted": "gzip, br" });
  expect(body).toEqual(gzipSync(BODY));
});

test.each([
  ["HEAD", {}],
  ["GET", { range: "bytes=0-" }],
])("no encoding is asked for by %s with %o", async (method, given) => {
  const { headers } = await fetched("/closed", given, method);
  expect(headers["X-Accepted"]).toBe("nothing");
});
