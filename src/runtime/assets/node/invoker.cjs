// Runs one invocation: context, the handler's three ways to answer (promise, callback, stream), and its errors.
"use strict";

const { RuntimeError, describeError } = require("./errors.cjs");
const { logError } = require("./log.cjs");
const { HIGH_WATER_MARK, ResponseStream, isStreaming } = require("./streaming.cjs");

const parseHeader = (value) => (value ? JSON.parse(value) : undefined);

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
    xRayTraceId: headers["lambda-runtime-trace-id"],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function serialize(value) {
  try {
    const text = JSON.stringify(value === undefined ? null : value);
    return Buffer.from(text === undefined ? "null" : text);
  } catch {
    throw new RuntimeError("Runtime.JSONStringifyError", "Unable to stringify response body");
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
 * callback, and by default only when its event loop is empty; an event loop that empties without a callback means null.
 */
function runBuffered(handler, event, context, callbacksAllowed) {
  return new Promise((resolve, reject) => {
    const isAsync = handler.constructor.name === "AsyncFunction";
    whenIdle = () => (isAsync || !callbacksAllowed ? reject(neverSettled()) : resolve(null));
    if (!callbacksAllowed) return resolve(handler(event, context));
    let called = false;
    const settle = (error, result) => {
      if (called) return;
      called = true;
      if (error !== null && error !== undefined) reject(error);
      else if (context.callbackWaitsForEmptyEventLoop) whenIdle = () => resolve(result);
      else resolve(result);
    };
    context.callbackWaitsForEmptyEventLoop = true;
    context.done = settle;
    context.succeed = (result) => settle(null, result);
    context.fail = (error) => settle(error ?? "handled");
    const returned = handler(event, context, settle);
    if (typeof returned?.then === "function") returned.then(resolve, reject);
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
    if (!stream.writableEnded) stream.end();
    await stream.answered;
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
    if (isStreaming(handler)) return await runStreaming(client, requestId, handler, event, context);
    answer = serialize(await runBuffered(handler, event, context, callbacksAllowed));
  } catch (error) {
    logError("Invoke Error", error);
    return client.postError(requestId, describeError(error));
  } finally {
    whenIdle = undefined;
  }
  return client.postResponse(requestId, answer);
}

module.exports = { invoke };
