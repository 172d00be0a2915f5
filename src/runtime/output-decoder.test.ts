import { expect, test } from "vitest";
import { OutputDecoder } from "./output-decoder.ts";

function frame(text: string, type = 0xa55a0003, milliseconds = 1000): Buffer {
  const body = Buffer.from(text);
  const head = Buffer.alloc(16);
  head.writeUInt32BE(type, 0);
  head.writeUInt32BE(body.length, 4);
  head.writeBigUInt64BE(BigInt(milliseconds) * 1000n, 8);
  return Buffer.concat([head, body]);
}

const decode = (...chunks: Buffer[]) => {
  const decoder = new OutputDecoder();
  return [...chunks.flatMap((chunk) => decoder.push(chunk, 5)), ...decoder.finish(5)];
};

const line = (message: string) => ({ timestamp: 5, message });

test.each<[string, Buffer[], { timestamp: number; message: string }[]]>([
  ["lines", [Buffer.from("a\nb\n")], [line("a\n"), line("b\n")]],
  ["a line in two chunks", [Buffer.from("he"), Buffer.from("llo\n")], [line("hello\n")]],
  ["a last line without its end", [Buffer.from("a\nlast")], [line("a\n"), line("last\n")]],
  ["a frame keeps its line breaks", [frame("a\nb")], [{ timestamp: 1000, message: "a\nb\n" }]],
  ["a frame of JSON", [frame("{}", 0xa55a0016)], [{ timestamp: 1000, message: "{}\n" }]],
  [
    "lines and frames in their order",
    [Buffer.concat([Buffer.from("before\n"), frame("in"), Buffer.from("after\n")])],
    [line("before\n"), { timestamp: 1000, message: "in\n" }, line("after\n")],
  ],
  [
    "a frame behind a line that has not ended",
    [Buffer.concat([Buffer.from("open"), frame("in")])],
    [line("open"), { timestamp: 1000, message: "in\n" }],
  ],
  ["letters whose bytes look like the first of a frame", [Buffer.from("日本¥\n")], [line("日本¥\n")]],
])("%s", (_, chunks, events) => {
  expect(decode(...chunks)).toEqual(events);
});

test("a frame in single bytes", () => {
  const bytes = [...frame("x")].map((byte) => Buffer.from([byte]));
  expect(decode(...bytes)).toEqual([{ timestamp: 1000, message: "x\n" }]);
});

test("texts longer than an event are cut", () => {
  const most = 1024 * 1024 - 26;
  const text = "x".repeat(most * 2 + 1);
  const lengths = (events: { message: string }[]) => events.map(({ message }) => message.length);
  expect(lengths(decode(frame(text)))).toEqual([most, most, 2]);
  expect(lengths(decode(Buffer.from(`${text}\n`)))).toEqual([most, most, 2]);
});
