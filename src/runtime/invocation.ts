/** One invocation as it goes into an execution environment, and what comes out. */
export interface Invocation {
  readonly requestId: string;
  readonly payload: Uint8Array;
  readonly invokedFunctionArn: string;
  /** JSON text. */
  readonly clientContext?: string;
  readonly cognitoIdentity?: string;
  readonly traceId?: string;
  readonly tenantId?: string;
  /** Takes a streamed response while it comes; without it the response is collected. */
  readonly stream?: ResponseSink;
}

export interface ResponseSink {
  /** Called once, before the first chunk. */
  open(contentType: string): void;
  /** Resolves when the receiver can take more. */
  write(chunk: Uint8Array): Promise<void> | void;
}

export interface InvocationResult {
  readonly payload: Uint8Array;
  /** Set when the function failed: the payload then is an error report. Lambda knows "Unhandled" only, today. */
  readonly functionError?: "Unhandled";
  readonly coldStart: boolean;
  /** The last 4 KB of the log, complete once the environment is idle again. */
  readonly logTail: Promise<string>;
  /** Resolves when the environment has finished with this invocation. */
  readonly finished: Promise<void>;
}

/** An error report in the members Lambda gives it; runtimes add their own (requestId, stackTrace, trace). */
export interface ErrorReport {
  readonly errorType?: string;
  readonly errorMessage: string;
}

export const failure = (report: ErrorReport): Uint8Array => Buffer.from(JSON.stringify(report));

/** Bytes that a buffered response may have. Source: AWS, recorded. */
export const RESPONSE_LIMIT = 6 * 1024 * 1024 + 100;
