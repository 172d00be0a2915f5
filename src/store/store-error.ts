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
