/** How an invocation that did not end well is told: to the caller, in REPORT and in the log. Wording recorded on AWS. */
import type { FunctionVersion } from "./function-version.ts";
import { failure, RESPONSE_LIMIT } from "./invocation.ts";
import type { ExitStatus } from "./launch/function-process.ts";
import type { Status } from "./platform-log.ts";
import type { Outcome } from "./runtime-process.ts";

export interface FailureDescription {
  readonly payload: Uint8Array;
  readonly status: Status;
  readonly errorType?: string;
  /** What Lambda writes into the log besides REPORT. */
  readonly line?: string;
}

const NOTHING = new Uint8Array();
const SIGNAL_WORDS: Readonly<Record<string, string>> = {
  SIGKILL: "killed",
  SIGSEGV: "segmentation fault",
  SIGABRT: "aborted",
  SIGTERM: "terminated",
};

export function describeFailure(ending: Outcome, requestId: string, version: FunctionVersion): FailureDescription {
  switch (ending.kind) {
    case "ready":
    case "result":
      return { payload: NOTHING, status: "success" };
    case "error":
      return { payload: ending.payload, status: "error", errorType: ending.errorType };
    case "too-large": {
      const errorType = "Function.ResponseSizeTooLarge";
      const errorMessage = `Response payload size exceeded maximum allowed payload size (${RESPONSE_LIMIT} bytes).`;
      return { payload: failure({ errorType, errorMessage }), status: "error", errorType };
    }
    case "timeout": {
      const words = `Task timed out after ${version.timeout.toFixed(2)} seconds`;
      return {
        payload: failure({ errorType: "Sandbox.Timedout", errorMessage: `RequestId: ${requestId} Error: ${words}` }),
        status: "timeout",
        line: `${new Date().toISOString()} ${requestId} ${words}\n\n`,
      };
    }
    case "out-of-memory":
      return ended("Runtime.OutOfMemory", "Runtime exited with error: signal: killed", requestId);
    case "exit":
      return ended("Runtime.ExitError", exitWords(ending.status), requestId);
    case "launch-failure":
      return ended("Runtime.InvalidEntrypoint", ending.message, requestId);
  }
}

function ended(errorType: string, words: string, requestId: string): FailureDescription {
  const errorMessage = `RequestId: ${requestId} Error: ${words}`;
  return {
    payload: failure({ errorType, errorMessage }),
    status: "error",
    errorType,
    line: `${errorMessage}\n${errorType}\n`,
  };
}

function exitWords({ code, signal }: ExitStatus): string {
  if (signal !== undefined) return `Runtime exited with error: signal: ${SIGNAL_WORDS[signal] ?? signal}`;
  return code === 0 ? "Runtime exited without providing a reason" : `Runtime exited with error: exit status ${code}`;
}
