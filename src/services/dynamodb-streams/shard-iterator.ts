/** Shard iterators: the stream's ARN, a digit, and where to go on, as AWS's look. They live for 15 minutes. */
import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import { ServiceException } from "../../wire/service-exception.ts";

export interface ShardIterator {
  readonly arn: string;
  /** Number of the next record to read. */
  readonly next: number;
  readonly at: number;
}

const lifetime = 15 * 60 * 1000;

export function encodeIterator({ arn, next, at }: ShardIterator): string {
  return `${arn}|1|${encodePageToken([next, at])}`;
}

export function decodeIterator(text: string, now: number): ShardIterator {
  const [arn, digit, token] = text.split("|");
  const position = digit === "1" && token ? decodePageToken(token) : undefined;
  if (!Array.isArray(position) || typeof position[0] !== "number" || typeof position[1] !== "number") {
    throw new ServiceException("ValidationException", "Invalid ShardIterator");
  }
  const [next, at] = position as [number, number];
  if (now - at > lifetime) {
    throw new ServiceException(
      "ExpiredIteratorException",
      "The shard iterator has expired. Shard iterators are valid for 15 minutes",
    );
  }
  return { arn: arn!, next, at };
}
