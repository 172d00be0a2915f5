/**
 * The aws-chunked content coding of S3 uploads: `size;chunk-signature=…\r\n data \r\n`, ended by a chunk of size 0 and
 * trailers, which carry the checksum. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
import { ServiceException } from "./service-exception.ts";

export interface ChunkedBody {
  readonly body: Buffer;
  /** Lower-case names, such as x-amz-checksum-crc32. */
  readonly trailers: Readonly<Record<string, string>>;
}

export function decodeAwsChunked(bytes: Buffer): ChunkedBody {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const lineEnd = bytes.indexOf("\r\n", position);
    if (lineEnd < 0) throw incomplete();
    const line = bytes.toString("latin1", position, lineEnd);
    const digits = line.split(";", 1)[0] as string;
    if (!/^[0-9a-fA-F]{1,8}$/.test(digits)) throw incomplete();
    const size = Number.parseInt(digits, 16);
    position = lineEnd + 2;
    if (size === 0) break;
    if (position + size + 2 > bytes.length) throw incomplete();
    chunks.push(bytes.subarray(position, position + size));
    position += size + 2;
  }
  const trailers: Record<string, string> = {};
  for (const line of bytes.toString("latin1", position).split("\r\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return { body: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks), trailers };
}

function incomplete(): ServiceException {
  return new ServiceException("IncompleteBody", "The request body terminated unexpectedly", {}, 400);
}
