// Errors of the runtime itself, and how any thrown value is told to the Runtime API and to the log. As the runtime
// interface client of AWS tells them.
"use strict";

const util = require("node:util");

class RuntimeError extends Error {
  constructor(name, message) {
    super(message);
    Object.defineProperty(this, "name", { value: name });
    // The stack was written down before the name was known.
    this.stack = this.stack.replace(/^Error/, name);
  }
}

const isText = (value) => typeof value === "string" && value !== "";
const isError = (value) =>
  util.types.isNativeError(value) || (isText(value?.name) && isText(value.message) && isText(value.stack));

/** The body of an error report. Lambda keeps the names of the members: errorType, errorMessage, trace. */
function describeError(thrown) {
  try {
    if (!isError(thrown)) return { errorType: typeof thrown, errorMessage: thrown.toString(), trace: [] };
    const printable = (text) => text.replace(/\x7F/g, "%7F");
    return {
      errorType: printable(thrown.name),
      errorMessage: printable(thrown.message),
      trace: printable(thrown.stack).split("\n"),
    };
  } catch {
    return {
      errorType: "handled",
      errorMessage:
        "callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack",
    };
  }
}

/** The JSON text that error lines in the log carry: own members of every error after its type, message and code. */
function errorForLog(thrown) {
  const error = thrown instanceof Error ? thrown : new Error(thrown);
  try {
    return JSON.stringify(error, (_, value) => {
      if (!(value instanceof Error)) return value;
      const { name: errorType, message: errorMessage, code, stack } = value;
      const told = Object.assign({ errorType, errorMessage, code }, value);
      if (typeof stack === "string") told.stack = stack.split("\n");
      return told;
    });
  } catch {
    return JSON.stringify(describeError(error));
  }
}

module.exports = { RuntimeError, describeError, errorForLog };
