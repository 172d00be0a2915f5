/** Source: the guide to payload compression of REST APIs. */
import { deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import type { EndpointRequest } from "../../../cloud/service.ts";
import { packed, unpacked } from "./compression.ts";

const request = (headers: Record<string, string>, body: Uint8Array = new Uint8Array()): EndpointRequest => ({
  method: "POST",
  host: "h",
  url: "/",
  headers: Object.entries(headers),
  body,
  sourceIp: "127.0.0.1",
});
const answer = (text: string, headers: [string, string][] = []) => ({
  status: 200,
  headers,
  body: Buffer.from(text) as Uint8Array,
});

test("answers of the least size are packed by the first encoding that the client accepts", () => {
  const gzip = packed(request({ "Accept-Encoding": "br, gzip;q=0.5, deflate" }), answer("hello"), 5);
  expect(gzip.headers).toEqual([["Content-Encoding", "gzip"]]);
  expect(gunzipSync(gzip.body as Uint8Array).toString()).toBe("hello");
  const deflate = packed(request({ "accept-encoding": "deflate" }), answer("hello"), 0);
  expect(inflateSync(deflate.body as Uint8Array).toString()).toBe("hello");
});

test.each<[string, ReturnType<typeof answer>, Record<string, string>, number]>([
  ["smaller ones", answer("hello"), { "accept-encoding": "gzip" }, 6],
  ["what nobody asks for", answer("hello"), {}, 0],
  ["what nobody can read", answer("hello"), { "accept-encoding": "br" }, 0],
  ["what is packed already", answer("hello", [["content-encoding", "br"]]), { "accept-encoding": "gzip" }, 0],
])("not packed: %s", (_, response, headers, minimum) => {
  expect(packed(request(headers), response, minimum)).toBe(response);
});

test("requests are unpacked, in the encodings there are", () => {
  const zipped = unpacked(request({ "Content-Encoding": "gzip", "Content-Length": "25", A: "b" }, gzipSync("hello")));
  expect(Buffer.from(zipped.body).toString()).toBe("hello");
  expect(zipped.headers).toEqual([["A", "b"]]);
  const deflated = unpacked(request({ "content-encoding": "deflate" }, deflateSync("hello")));
  expect(Buffer.from(deflated.body).toString()).toBe("hello");
  expect(() => unpacked(request({ "content-encoding": "br" }))).toThrow("Unsupported Media Type");
  expect(() => unpacked(request({ "content-encoding": "gzip" }, Buffer.from("hello")))).toThrow("Invalid request body");
});
