/** What a run of a durable function says: ended well or badly, waiting, or failed as an invocation. */
import type { ErrorObject } from "@aws-sdk/client-lambda";
import type { InvocationResult } from "../../../runtime/invocation.ts";
import type { DurableExecution } from "./executions.ts";

export type Answer =
  | { readonly kind: "pending" }
  | { readonly kind: "ended"; readonly status: "SUCCEEDED"; readonly result?: string }
  | { readonly kind: "ended"; readonly status: "FAILED"; readonly error: ErrorObject }
  | { readonly kind: "failed"; readonly error: ErrorObject; readonly throttled?: boolean };

export function answerOf({ payload, functionError }: InvocationResult, execution: DurableExecution): Answer {
  const text = Buffer.from(payload).toString("utf8");
  if (functionError !== undefined) return { kind: "failed", error: errorOf(text) };
  const { Status, Result, Error } = parsed(text) as { Status?: unknown; Result?: unknown; Error?: ErrorObject };
  switch (Status) {
    case "PENDING":
      return { kind: "pending" };
    case "SUCCEEDED": {
      // An empty result stands for one that a checkpoint has brought.
      const result = typeof Result === "string" && Result !== "" ? Result : execution.result;
      return { kind: "ended", status: "SUCCEEDED", ...(result !== undefined && { result }) };
    }
    case "FAILED":
      return { kind: "ended", status: "FAILED", error: Error ?? execution.error ?? {} };
    default: {
      const ErrorMessage = "Invalid Status in invocation output.";
      return { kind: "ended", status: "FAILED", error: { ErrorType: "InvalidParameterValueException", ErrorMessage } };
    }
  }
}

/** A runtime's error report as a durable execution tells errors. */
export function errorOf(text: string): ErrorObject {
  const report = parsed(text);
  const { errorType, errorMessage, stackTrace, trace } = report as Record<string, unknown>;
  const lines = stackTrace ?? trace;
  return {
    ...(typeof errorMessage === "string" && { ErrorMessage: errorMessage }),
    ...(typeof errorType === "string" && { ErrorType: errorType }),
    ...(Array.isArray(lines) && { StackTrace: lines.map(String) }),
  };
}

/** The error of an execution as the caller of Invoke gets it. */
export function errorReport({ ErrorType, ErrorMessage, ErrorData, StackTrace }: ErrorObject): object {
  return {
    ...(ErrorType !== undefined && { errorType: ErrorType }),
    ...(ErrorMessage !== undefined && { errorMessage: ErrorMessage }),
    ...(ErrorData !== undefined && { errorData: ErrorData }),
    ...(StackTrace !== undefined && { stackTrace: StackTrace }),
  };
}

function parsed(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
