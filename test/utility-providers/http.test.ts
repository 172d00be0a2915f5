/** Source: Go 1.26 net/http with hashicorp/go-retryablehttp 0.7.8, asked the same by a program that does what hashicorp/http does. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainObject } from "../../src/providers/framework/plain.ts";
import { httpProvider } from "../../src/providers/http/provider.ts";
import { objectsOf } from "../support/utility-objects.ts";

let failures = 0;
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://localhost");
  const status = Number(searchParams.get("status") ?? 200);
  let body = "";
  request.on("data", (chunk: Buffer) => (body += chunk.toString()));
  request.on("end", () => {
    if (pathname === "/never") return;
    if (pathname === "/half") response.writeHead(200).write("half");
    else if (pathname === "/loop") response.writeHead(302, { Location: "/loop" }).end();
    else if (pathname === "/go") response.writeHead(status, { Location: "/told" }).end();
    else if (pathname === "/flaky") response.writeHead(failures++ < 2 ? 503 : 200, { "Retry-After": "0" }).end("there");
    else if (pathname === "/told")
      response.end(JSON.stringify({ method: request.method, headers: request.headers, body }));
    else response.writeHead(status).end("x");
  });
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

const http = objectsOf(httpProvider, "http");
const answer = async (config: PlainObject): Promise<PlainObject> => {
  const made = await http.read(config);
  if ("errors" in made) throw new Error(made.errors.join("\n"));
  return made.attributes;
};
const told = async (config: PlainObject) => JSON.parse((await answer(config))["response_body"] as string);

test.each<[string, PlainObject, string]>([
  ["/x?status=503", {}, "Error making request: GET URL giving up after 1 attempt(s)"],
  [
    "/x?status=500",
    { retry: { attempts: 2, min_delay_ms: 0, max_delay_ms: 0 } },
    "Error making request: GET URL giving up after 3 attempt(s)",
  ],
  [
    "/loop",
    { retry: { attempts: 2 } },
    'Error making request: GET URL giving up after 1 attempt(s): Get "/loop": stopped after 10 redirects',
  ],
  [
    "/never",
    { request_timeout_ms: 50 },
    'request exceeded the specified timeout: 50ms, err: GET URL giving up after 1 attempt(s): Get "URL": context deadline exceeded (Client.Timeout exceeded while awaiting headers)',
  ],
])("%s with %o fails", async (path, config, detail) => {
  const url = base + path;
  expect(await http.read({ url, ...config })).toEqual({
    errors: [`Error making request: ${detail.replaceAll("URL", url)}`],
  });
});

test("an answer that does not end in time", async () => {
  expect(await http.read({ url: `${base}/half`, request_timeout_ms: 500 })).toEqual({
    errors: [
      "Error reading response body: Error reading response body: context deadline exceeded (Client.Timeout or context cancellation while reading body)",
    ],
  });
});

test.each([
  [
    "",
    'Error making request: Error making request: GET  giving up after 1 attempt(s): Get "": unsupported protocol scheme ""',
  ],
  [
    "foo/bar",
    'Error making request: Error making request: GET foo/bar giving up after 1 attempt(s): Get "foo/bar": unsupported protocol scheme ""',
  ],
  [":x", 'Error creating request: Error creating request: parse ":x": missing protocol scheme'],
  ["http://[::1/", `Error creating request: Error creating request: parse "http://[::1/": missing ']' in host`],
  [
    "http://a b/",
    'Error creating request: Error creating request: parse "http://a b/": invalid character " " in host name',
  ],
  ["http://h/%zz", 'Error creating request: Error creating request: parse "http://h/%zz": invalid URL escape "%zz"'],
])("the URL %j", async (url, error) => {
  expect(await http.read({ url })).toEqual({ errors: [error] });
});

test("a service that is there at the third try", async () => {
  const retry = { attempts: 2, min_delay_ms: 60_000, max_delay_ms: 60_000 };
  expect(await answer({ url: `${base}/flaky`, retry })).toMatchObject({ status_code: 200, response_body: "there" });
});

test.each([
  [302, "GET", ""],
  [307, "POST", "data"],
])("what a redirection with %i takes along", async (status, method, body) => {
  const request_headers = { "Content-Type": "text/x", Authorization: "a" };
  const found = await told({
    url: `${base}/go?status=${status}`,
    method: "POST",
    request_body: "data",
    request_headers,
  });
  expect(found).toMatchObject({
    method,
    body,
    headers: { authorization: "a", referer: `${base}/go?status=${status}` },
  });
  expect("content-type" in found.headers).toBe(method === "POST");
  expect("connection" in found.headers).toBe(false);
});

test("a body goes with GET too", async () => {
  expect(await told({ url: `${base}/told`, request_body: "hé" })).toMatchObject({
    body: "hé",
    headers: { "content-length": "3" },
  });
});
