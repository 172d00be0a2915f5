import { expect, test } from "vitest";
import { decodeAwsChunked } from "./aws-chunked.ts";
import { ServiceException } from "./service-exception.ts";

const decode = (text: string) => {
  const { body, trailers } = decodeAwsChunked(Buffer.from(text));
  return { body: body.toString(), trailers };
};

// Source: AWS's documentation of SigV4 streaming uploads.
test.each([
  ["one chunk", "5\r\nhello\r\n0\r\n\r\n", "hello", {}],
  [
    "signed chunks",
    "5;chunk-signature=ab\r\nhello\r\n1;chunk-signature=cd\r\n!\r\n0;chunk-signature=ef\r\n\r\n",
    "hello!",
    {},
  ],
  ["a trailer", "2\r\nhi\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", "hi", { "x-amz-checksum-crc32": "AAAAAA==" }],
  ["line breaks inside", "4\r\n\r\n\r\n\r\n0\r\n\r\n", "\r\n\r\n", {}],
  ["nothing", "0\r\n\r\n", "", {}],
])("%s", (_, text, body, trailers) => {
  expect(decode(text)).toEqual({ body, trailers });
});

test.each([
  ["cut off", "5\r\nhel"],
  ["no size", "hello"],
  ["a size that is none", "zz\r\nhello\r\n0\r\n\r\n"],
  ["a size beyond the body", "ffffffff\r\nhello\r\n0\r\n\r\n"],
])("refuses %s", (_, text) => {
  expect(() => decode(text)).toThrow(ServiceException);
});
