import { constants } from "node:os";

/** What can go wrong with the data of a cloud, by code; the message says what to do next where the user can do something. */
export type StoreErrorCode =
  | "bad-key"
  | "key-too-long"
  | "in-use"
  | "newer-format"
  | "damaged"
  | "disk-full"
  | "not-written"
  | "closed";

export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StoreError";
    this.code = code;
  }
}

/** What an error of the file system or of LMDB means to those who write. */
export function notWritten(cause: unknown): StoreError {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  const full = code === "ENOSPC" || code === "EDQUOT" || code === enospc || code === edquot;
  return full
    ? new StoreError("disk-full", "The disk with the data folder is full. Nothing is written until some is freed", {
        cause,
      })
    : new StoreError(
        "not-written",
        `The data folder cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
        { cause },
      );
}

/** As LMDB numbers them. */
const { ENOSPC: enospc, EDQUOT: edquot } = constants.errno;
