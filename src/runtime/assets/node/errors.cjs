// Errors of the runtime itself, and how any thrown value is told to the Runtime API and to the log.
"use strict";

class RuntimeError extends Error {
  constructor(name, message, cause) {
    super(message);
    this.name = name;
    if (cause?.stack) this.stack = cause.stack;
  }
}

const isError = (value) => value !== null && typeof value === "object" && "name" in value && "message" in value;

/** The body of an error report. Lambda keeps the names of the members: errorType, errorMessage, trace. */
function describeError(thrown) {
  if (isError(thrown)) {
    return {
      errorType: String(thrown.name),
      errorMessage: String(thrown.message),
      trace: typeof thrown.stack === "string" ? thrown.stack.split("\n") : [],
    };
  }
  return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
}

/** The JSON object that error lines in the log carry: own members of the error after its name, message and stack. */
function errorForLog(thrown) {
  if (!isError(thrown)) return describeError(thrown);
  const { name, message, stack, ...own } = thrown;
  return {
    errorType: String(name ?? thrown.name),
    errorMessage: String(message ?? thrown.message),
    ...own,
    ...(thrown.cause instanceof Error && { cause: errorForLog(thrown.cause) }),
    stack: String(stack ?? thrown.stack ?? "").split("\n"),
  };
}

module.exports = { RuntimeError, describeError, errorForLog };
