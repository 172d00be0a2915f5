/** What both ends of a gRPC call agree on: statuses, the frame around a message, how large one may be. */

export class GrpcError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const CANCELLED = 1;
export const INVALID_ARGUMENT = 3;
export const RESOURCE_EXHAUSTED = 8;
export const UNIMPLEMENTED = 12;
export const INTERNAL = 13;
export const UNAVAILABLE = 14;

/** As large as terraform itself accepts. */
export const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;

/** A byte that says whether the message is compressed, and its length. */
export const FRAME_HEADER = 5;

export function frame(message: Buffer): Buffer {
  const header = Buffer.alloc(FRAME_HEADER);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
}
