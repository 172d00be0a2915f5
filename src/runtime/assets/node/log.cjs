// console.* as Lambda's Node runtime writes it: a text line with time, request id and level, or one JSON object.
// Each record goes to the output as one frame (type, length, time, text), so that a message keeps its line breaks.
"use strict";

const fs = require("node:fs");
const util = require("node:util");
const { errorForLog } = require("./errors.cjs");

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

function jsonLine(levelName, time, values) {
  const record = { timestamp: time.toISOString(), level: levelName, requestId };
  if (requestId === "undefined") delete record.requestId;
  if (tenantId) record.tenantId = tenantId;
  if (
    values.length === 1 &&
    values[0] !== null &&
    typeof values[0] === "object" &&
    !util.types.isNativeError(values[0])
  ) {
    record.message = values[0];
  } else {
    record.message = util.format(...values);
  }
  const error = values.find((value) => util.types.isNativeError(value));
  if (error) {
    record.errorType = error.name ?? "UnknownError";
    record.errorMessage = error.message ?? "";
    record.stackTrace = typeof error.stack === "string" ? error.stack.split("\n") : [];
  }
  try {
    return JSON.stringify(record, (_, value) => (typeof value === "bigint" ? value.toString() : value));
  } catch {
    return JSON.stringify({ ...record, message: util.format(...values) });
  }
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
  if (format === "JSON") log("ERROR", [errorForLog(thrown)]);
  else log("ERROR", [`${label} \t${JSON.stringify(errorForLog(thrown))}`]);
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
