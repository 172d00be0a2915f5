// console.* as Lambda's Node runtime writes it: a text line with time, request id and level, or one JSON object.
// Each record goes to the output as one frame (type, length, time, text), so that a message keeps its line breaks.
"use strict";

const fs = require("node:fs");
const util = require("node:util");
const { RuntimeError, errorForLog } = require("./errors.cjs");

const LEVELS = { TRACE: 1, DEBUG: 2, INFO: 3, WARN: 4, ERROR: 5, FATAL: 6 };
const FRAME_TEXT = 0xa55a0003;

let requestId = "undefined";
let tenantId;
let format = "TEXT";
let threshold = 0;

function writeFrame(text, level, time) {
  const body = Buffer.from(text);
  const frame = Buffer.allocUnsafe(16 + body.length);
  frame.writeUInt32BE((FRAME_TEXT | (level << 2)) >>> 0, 0);
  frame.writeUInt32BE(body.length, 4);
  frame.writeBigInt64BE(BigInt(time.getTime()) * 1000n, 8);
  body.copy(frame, 16);
  let offset = 0;
  while (offset < frame.length) {
    try {
      offset += fs.writeSync(1, frame, offset);
    } catch (error) {
      if (error.code !== "EAGAIN") throw error;
    }
  }
}

/** An error within a JSON line. */
const withErrors = (_, value) => {
  if (!(value instanceof Error)) return typeof value === "bigint" ? value.toString() : value;
  return Object.assign(errorMembers(value), value);
};

/** Lambda's own errors have a class each, named like the error without its family. */
const classOf = (error) =>
  error instanceof RuntimeError ? error.name.slice("Runtime.".length) : error.constructor?.name;

const errorMembers = (error) => ({
  errorType: classOf(error) ?? "UnknownError",
  errorMessage: error.message,
  stackTrace: typeof error.stack === "string" ? error.stack.split("\n") : error.stack,
});

/** One value is the message as it is; several are formatted, and the first error among them is told beside them. */
function jsonLine(levelName, time, values) {
  const record = { timestamp: time.toISOString(), level: levelName, requestId, tenantId };
  if (requestId === "undefined") delete record.requestId;
  if (values.length === 1) {
    try {
      return JSON.stringify({ ...record, message: values[0] }, withErrors);
    } catch {
      return JSON.stringify({ ...record, message: util.format(values[0]) });
    }
  }
  const error = values.find((value) => value instanceof Error);
  return JSON.stringify({ ...record, message: util.format(...values), ...(error && errorMembers(error)) });
}

function log(levelName, values) {
  const level = LEVELS[levelName];
  if (level < threshold) return;
  const time = new Date();
  const text =
    format === "JSON"
      ? jsonLine(levelName, time, values)
      : `${time.toISOString()}\t${requestId}\t${levelName}\t${util.format(...values)}`;
  writeFrame(text, level, time);
}

/** What the runtime itself reports: a label, a blank, a tab and the error as JSON. */
function logError(label, thrown) {
  if (format === "JSON") log("ERROR", [thrown instanceof Error ? thrown : new Error(thrown)]);
  else log("ERROR", [label, `\t${errorForLog(thrown)}`]);
}

function patchConsole() {
  format = process.env.AWS_LAMBDA_LOG_FORMAT?.toUpperCase() === "JSON" ? "JSON" : "TEXT";
  threshold = LEVELS[process.env.AWS_LAMBDA_LOG_LEVEL?.toUpperCase()] ?? 0;
  for (const [method, level] of [
    ["trace", "TRACE"],
    ["debug", "DEBUG"],
    ["info", "INFO"],
    ["log", "INFO"],
    ["warn", "WARN"],
    ["error", "ERROR"],
    ["fatal", "FATAL"],
  ]) {
    console[method] = (...values) => log(level, values);
  }
}

function setInvocation(id, tenant) {
  requestId = id;
  tenantId = tenant;
}

module.exports = { patchConsole, setInvocation, logError };
