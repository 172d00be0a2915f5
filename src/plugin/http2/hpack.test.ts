import { expect, test } from "vitest";
import { encodeHeaders, HeaderDecoder, HpackError } from "./hpack.ts";

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(" ", ""), "hex");
const text = (headers: ReadonlyMap<string, string>): string[] =>
  [...headers].map(([name, value]) => `${name}: ${value}`);

const FIRST = [":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com"];
const SECOND = [...FIRST, "cache-control: no-cache"];
const THIRD = [
  ":method: GET",
  ":scheme: https",
  ":path: /index.html",
  ":authority: www.example.com",
  "custom-key: custom-value",
];

// Source: RFC 7541, appendices C.3 and C.4: three requests of one connection.
test.each([
  [
    "plain",
    "8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d",
    "8286 84be 5808 6e6f 2d63 6163 6865",
    "8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65",
  ],
  [
    "in the Huffman code",
    "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff",
    "8286 84be 5886 a8eb 1064 9cbf",
    "8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf",
  ],
])("headers and the table they leave, %s", (_, first, second, third) => {
  const decoder = new HeaderDecoder();
  expect(text(decoder.decode(bytes(first)))).toEqual(FIRST);
  expect(text(decoder.decode(bytes(second)))).toEqual(SECOND);
  expect(text(decoder.decode(bytes(third)))).toEqual(THIRD);
});

test("what has left the table cannot be meant", () => {
  const decoder = new HeaderDecoder();
  decoder.decode(bytes("400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65"));
  expect(text(decoder.decode(bytes("be")))).toEqual(["custom-key: custom-value"]);
  // A table of no bytes, then a header again.
  expect(() => decoder.decode(bytes("20 be"))).toThrow(HpackError);
});

test.each([
  ["an index that there is not", "ff80 01"],
  ["a string beyond the end", "0005 61"],
  ["a number without an end", "ffff ffff ffff ff"],
  ["a table larger than was offered", "3fe1 7f"],
  ["padding of zeros in the Huffman code", "0081 0001 61"],
  ["the end's symbol in the Huffman code", "0084 ffff ffff 0161"],
])("refused: %s", (_, block) => {
  expect(() => new HeaderDecoder().decode(bytes(block))).toThrow(HpackError);
});

test("what is written is read back", () => {
  const headers = { ":status": "200", "grpc-message": "x".repeat(20_000), empty: "" };
  expect(Object.fromEntries(new HeaderDecoder().decode(encodeHeaders(headers)))).toEqual(headers);
});
