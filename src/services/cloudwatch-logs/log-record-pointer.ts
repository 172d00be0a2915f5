/** The `@ptr` of a query's result: where the whole record is. */
import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";

export interface RecordPointer {
  readonly group: string;
  readonly stream: string;
  /** Of the batch, and of the event in it. */
  readonly number: number;
  readonly index: number;
}

export const encodePointer = ({ group, stream, number, index }: RecordPointer): string =>
  encodePageToken([group, stream, number, index]);

export function decodePointer(text: string): RecordPointer | undefined {
  const decoded = decodePageToken(text);
  if (!Array.isArray(decoded) || decoded.length !== 4) return undefined;
  const [group, stream, number, index] = decoded as [string, string, number, number];
  return { group, stream, number, index };
}
