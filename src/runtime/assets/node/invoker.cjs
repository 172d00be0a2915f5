// Runs one invocation: context, the handler's three ways to answer (promise, callback, stream), and its errors.
"use strict";

const { RuntimeError, describeError } = require("./errors.cjs");
const { logError } = require("./log.cjs");
const { HIGH_WATER_MARK, ResponseStream, isStreaming } = require("./streaming.cjs");

const parseHeader = (value) => (value ? JSON.parse(value) : undefined);

/** Members that only some runtimes have are set by their callers. */
function makeContext(headers) {
  const deadline = Number(headers["lambda-runtime-deadline-ms"]);
  return {
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: parseHeader(headers["lambda-runtime-client-context"]),
    identity: parseHeader(headers["lambda-runtime-cognito-identity"]),
    invokedFunctionArn: headers["lambda-runtime-invoked-function-arn"],
    awsRequestId: headers["lambda-runtime-aws-request-id"],
    tenantId: headers["lambda-runtime-aws-tenant-id"],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

/** nodejs24.x and later have another runtime client than those that still know callbacks. */
function serialize(value, callbacksAllowed) {
  try {
    const text = JSON.stringify(value === undefined ? null : value);
    return Buffer.from(text === undefined ? "null" : text);
  } catch {
    const message = "Unable to stringify response body";
    throw callbacksAllowed ? new Error(message) : new RuntimeError("Runtime.JSONStringifyError", message);
  }
}

/** What to do when the event loop empties while an invocation is open; at most one thing at a time. */
let whenIdle;
process.on("beforeExit", () => {
  const action = whenIdle;
  whenIdle = undefined;
  action?.();
});

const neverSettled = () =>
  new RuntimeError(
    "Runtime.NodeJsExit",
    "The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes",
  );

/**
 * The answer of a buffered handler. A handler that returns a promise answers with it. Otherwise it answers through the
 * callback, and by default only when its event loop is empty. An event loop that empties without an answer means null
 * where there are callbacks, and is an error where there are none.
 */
function runBuffered(handler, event, context, callbacksAllowed) {
  return new Promise((resolve, reject) => {
    whenIdle = () => (callbacksAllowed ? resolve(null) : reject(neverSettled()));
    if (!callbacksAllowed) {
      Promise.resolve(handler(event, context)).then(resolve, reject);
      return;
    }
    let called = false;
    const settle = (error, result, waits) => {
      if (called) return;
      called = true;
      if (error !== null && error !== undefined) reject(error);
      else if (waits) whenIdle = () => resolve(result);
      else resolve(result);
    };
    const done = (error, result) => settle(error, result, false);
    const succeed = (result) => done(null, result);
    const fail = (error) => done(error ?? "handled");
    const full = Object.assign({ callbackWaitsForEmptyEventLoop: true, succeed, fail, done }, context);
    const callback = (error, result) => settle(error, result, full.callbackWaitsForEmptyEventLoop);
    try {
      const returned = handler(event, full, callback);
      if (typeof returned?.then === "function") returned.then(succeed, fail);
    } catch (error) {
      callback(error);
    }
  });
}

async function runStreaming(client, requestId, handler, event, context) {
  const stream = new ResponseStream(client, requestId, handler[HIGH_WATER_MARK]);
  try {
    const returned = handler(event, stream, context);
    if (typeof returned?.then !== "function") {
      throw new RuntimeError("Runtime.StreamingHandlerNotAsync", "Streaming does not support non-async handlers.");
    }
    await returned;
    // One that is never ended keeps its invocation open until the timeout.
    const open = setInterval(() => undefined, 60_000);
    await stream.answered.finally(() => clearInterval(open));
  } catch (error) {
    logError("Invoke Error", error);
    if (stream.started) await stream.fail(error);
    else await client.postError(requestId, describeError(error));
  }
}

async function invoke(client, handler, { headers, body }, callbacksAllowed) {
  const requestId = headers["lambda-runtime-aws-request-id"];
  let answer;
  try {
    const event = JSON.parse(body.toString("utf8"));
    const context = makeContext(headers);
    if (!callbacksAllowed) context.xRayTraceId = headers["lambda-runtime-trace-id"];
    if (isStreaming(handler)) {
      const full = callbacksAllowed ? { callbackWaitsForEmptyEventLoop: true, ...context } : context;
      return await runStreaming(client, requestId, handler, event, full);
    }
    answer = serialize(await runBuffered(handler, event, context, callbacksAllowed), callbacksAllowed);
  } catch (error) {
    logError("Invoke Error", error);
    return client.postError(requestId, describeError(error));
  } finally {
    whenIdle = undefined;
  }
  // Nothing here depends on the answer to it; a connection that is lost shows at the next request.
  client.postResponse(requestId, answer).catch(() => undefined);
  // A rejection that the handler left behind unhandled is heard of before there is more to do.
  return new Promise(setImmediate);
}

module.exports = { invoke };
