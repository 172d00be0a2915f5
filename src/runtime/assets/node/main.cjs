// Entry of a Node function's process. `--warm` starts it before there is a function: it waits for one line on a socket
// (file descriptor 3) that says which function it is to be, and speaks the Runtime API on it from then on; with
// `--rehearse` it makes use of the time until then. Without them the environment says so already.
"use strict";

const fs = require("node:fs");
const { RuntimeClient } = require("./runtime-client.cjs");
const { RuntimeError, describeError } = require("./errors.cjs");
const { patchConsole, setInvocation, logError } = require("./log.cjs");
const { loadHandler } = require("./handler-loader.cjs");
const { installGlobals, isStreaming } = require("./streaming.cjs");
const { invoke } = require("./invoker.cjs");

function waitForAssignment() {
  const chunks = [];
  const buffer = Buffer.allocUnsafe(65536);
  for (;;) {
    const length = fs.readSync(3, buffer, 0, buffer.length, null);
    if (length === 0) process.exit(0);
    chunks.push(Buffer.from(buffer.subarray(0, length)));
    if (buffer[length - 1] === 10) break;
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

function assume({ environment, directory }) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  process.chdir(directory);
  // NODE_PATH is read when Node starts; this reads it again.
  require("node:module").Module._initPaths();
}

function nodeMajor() {
  return Number(/nodejs(\d+)/.exec(process.env.AWS_EXECUTION_ENV ?? "")?.[1] ?? 22);
}

async function main() {
  if (process.argv.includes("--rehearse")) await require("./rehearsal.cjs").rehearse();
  const warm = process.argv.includes("--warm");
  if (warm) assume(waitForAssignment());
  const client = new RuntimeClient(process.env.AWS_LAMBDA_RUNTIME_API, warm ? 3 : undefined);
  patchConsole();
  installGlobals();

  let requestId;
  let idle = false;
  let ending = false;
  const crash = (label, error, code) => {
    ending = true;
    logError(label, error);
    // Between invocations there is none to answer.
    if (idle) process.exit(code);
    client
      .postError(requestId, describeError(error))
      .catch(() => undefined)
      .finally(() => process.exit(code));
  };
  process.on("uncaughtException", (error) => crash("Uncaught Exception", error, 129));
  process.on("unhandledRejection", (reason, promise) => {
    const error = new RuntimeError("Runtime.UnhandledPromiseRejection", String(reason));
    crash("Unhandled Promise Rejection", Object.assign(error, { reason, promise }), 128);
  });

  // Callback handlers are gone from nodejs24 on.
  const callbacksAllowed = nodeMajor() < 24;
  let handler;
  try {
    handler = await loadHandler(process.env.LAMBDA_TASK_ROOT, process.env._HANDLER);
    if (!callbacksAllowed && !isStreaming(handler) && handler.length >= 3) {
      throw new RuntimeError(
        "Runtime.CallbackHandlerDeprecated",
        "AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.",
      );
    }
  } catch (error) {
    crash("Uncaught Exception", error, 129);
    return;
  }
  // A process that is about to end takes no more work.
  while (!ending) {
    idle = true;
    const event = await client.nextInvocation();
    idle = false;
    requestId = event.headers["lambda-runtime-aws-request-id"];
    process.env._X_AMZN_TRACE_ID = event.headers["lambda-runtime-trace-id"] ?? "";
    setInvocation(requestId, event.headers["lambda-runtime-aws-tenant-id"]);
    await invoke(client, handler, event, callbacksAllowed);
  }
}

main().catch((error) => {
  process.stderr.write(`${error?.stack ?? error}\n`);
  process.exit(1);
});
