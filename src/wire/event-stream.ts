/**
 * Event streams out (application/vnd.amazon.eventstream). A frame: total length, headers length, CRC32 of both; the
 * headers; the payload; CRC32 of all before it. A header: name with its length, type 7 for text, value with its length.
 */
import { crc32 } from "node:zlib";
import type { JsonWriter } from "./json-writer.ts";
import type { Member, Shape, StructureShape } from "./model.ts";
import { ServiceException } from "./service-exception.ts";

export function eventFrame(headers: readonly (readonly [name: string, value: string])[], payload: Uint8Array): Buffer {
  const parts: Buffer[] = [];
  for (const [name, value] of headers) {
    const nameBytes = Buffer.from(name);
    const valueBytes = Buffer.from(value);
    const lengths = Buffer.alloc(3);
    lengths.writeUInt8(7, 0);
    lengths.writeUInt16BE(valueBytes.length, 1);
    parts.push(Buffer.from([nameBytes.length]), nameBytes, lengths, valueBytes);
  }
  const headerBytes = Buffer.concat(parts);
  const total = 16 + headerBytes.length + payload.length;
  const frame = Buffer.alloc(total);
  frame.writeUInt32BE(total, 0);
  frame.writeUInt32BE(headerBytes.length, 4);
  frame.writeUInt32BE(crc32(frame.subarray(0, 8)), 8);
  headerBytes.copy(frame, 12);
  frame.set(payload, 12 + headerBytes.length);
  frame.writeUInt32BE(crc32(frame.subarray(0, total - 4)), total - 4);
  return frame;
}

export interface EventWriters {
  /** The writer of a structure's body in the service's protocol, and its content type. */
  body(shape: Shape): JsonWriter;
  readonly contentType: string;
}

/** Turns a stream of union values, `{ PayloadChunk: {…} }`, into frames. */
export function eventStreamWriter(union: StructureShape, writers: EventWriters) {
  const events = new Map(union.members.map((member) => [member.name, eventWriter(member, writers)]));
  return async function* frames(values: AsyncIterable<Record<string, unknown>>): AsyncGenerator<Buffer> {
    try {
      for await (const value of values) {
        for (const [name, event] of Object.entries(value)) {
          const write = events.get(name);
          if (write !== undefined && event !== undefined) yield write(event as Record<string, unknown>);
        }
      }
    } catch (error) {
      yield exceptionFrame(error);
    }
  };
}

function eventWriter(member: Member, writers: EventWriters): (event: Record<string, unknown>) => Buffer {
  const shape = member.shape as StructureShape;
  const payload = shape.members.find((inner) => inner.traits.eventPayload !== undefined);
  const exception = shape.kind === "error";
  const headers = (contentType: string): [string, string][] => [
    [exception ? ":exception-type" : ":event-type", member.name],
    [":content-type", contentType],
    [":message-type", exception ? "exception" : "event"],
  ];
  if (payload?.shape.kind === "blob") {
    const binary = headers("application/octet-stream");
    return (event) => eventFrame(binary, (event[payload.name] ?? new Uint8Array(0)) as Uint8Array);
  }
  const write = writers.body(payload?.shape ?? shape);
  const text = headers(writers.contentType);
  return (event) => eventFrame(text, Buffer.from(write(payload === undefined ? event : event[payload.name])));
}

/** How a stream that has begun tells its client that it failed. */
function exceptionFrame(error: unknown): Buffer {
  const code = error instanceof ServiceException ? error.code : "InternalServerError";
  const message = error instanceof ServiceException ? error.message : "Internal server error";
  return eventFrame(
    [
      [":message-type", "error"],
      [":error-code", code],
      [":error-message", message],
    ],
    new Uint8Array(0),
  );
}

/** What every stream of an awsJson service begins with: the members of the output that are no events. */
export function initialResponseFrame(body: string, contentType: string): Buffer {
  return eventFrame(
    [
      [":event-type", "initial-response"],
      [":content-type", contentType],
      [":message-type", "event"],
    ],
    Buffer.from(body),
  );
}
