import { describe, expect, test } from "vitest";
import { answerPieces, PlainRequests } from "./plain-requests.ts";

const request = (path: string, body: string, header = ""): string =>
  `POST ${path} HTTP/1.1\r\nHost: h\r\n${header}Content-Length: ${body.length}\r\n\r\n${body}`;

const taken = (requests: PlainRequests): string[] => {
  const all: string[] = [];
  for (let one = requests.take(); one; one = requests.take()) all.push(`${one.head.url} ${one.body.toString()}`);
  return all;
};

describe("requests are taken when they are whole", () => {
  const both = request("/a", "one") + request("/b", "two");
  test.each(Array.from({ length: both.length - 1 }, (_, index) => index + 1))("cut at %i", (at) => {
    const requests = new PlainRequests();
    requests.push(Buffer.from(both.slice(0, at)));
    const first = taken(requests);
    requests.push(Buffer.from(both.slice(at)));
    expect([...first, ...taken(requests)]).toEqual(["/a one", "/b two"]);
    expect([requests.empty, requests.left]).toEqual([true, false]);
  });
});

test.each<[string, string]>([
  ["a body of unknown length", "POST /b HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"],
  ["a request for another protocol", request("/b", "", "Upgrade: websocket\r\n")],
  ["a request that is not wanted", request("/other", "")],
  ["a body that is large", `POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 600000\r\n\r\n`],
])("%s is left to others, with all that follows it", (_, unusual) => {
  const requests = new PlainRequests(({ url }) => url !== "/other");
  requests.push(Buffer.from(request("/a", "one") + unusual + request("/c", "three")));
  expect(taken(requests)).toEqual(["/a one"]);
  expect(requests.left).toBe(true);
  expect(requests.rest.toString()).toBe(unusual + request("/c", "three"));
  expect(requests.take()).toBeUndefined();
});

test("a small answer goes out in one piece", () => {
  expect(answerPieces("head\r\n\r\n", Buffer.from("body"))).toEqual([Buffer.from("head\r\n\r\nbody")]);
  expect(answerPieces("head\r\n\r\n", Buffer.alloc(70_000)).map(({ length }) => length)).toEqual([8, 70_000]);
});
