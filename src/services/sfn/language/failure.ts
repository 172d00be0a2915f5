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
