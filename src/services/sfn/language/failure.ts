/** How a state fails: an error name that Retry and Catch match, and a cause for people. */
export class StateFailure extends Error {
  readonly error: string | undefined;
  readonly failureCause: string | undefined;

  constructor(error: string | undefined, cause: string | undefined) {
    super(cause ?? error);
    this.error = error;
    this.failureCause = cause;
  }
}

/** Errors that no Retry or Catch can name through States.ALL. */
export function runtimeFailure(cause: string): StateFailure {
  return new StateFailure("States.Runtime", cause);
}

/** Bytes that a state may hand on as JSON. */
const MOST_DATA = 262_144;

/** Source: AWS, recorded. */
export function refuseTooLarge(data: string, of: string): void {
  // Text of fewer than a third of the characters cannot have more bytes.
  if (data.length * 3 <= MOST_DATA || Buffer.byteLength(data) <= MOST_DATA) return;
  throw new StateFailure(
    "States.DataLimitExceeded",
    `The state/task '${of}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}
