/** Functions that go wrong, each in the way AWS was recorded to tell it. */
import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import {
  createNodeFunction,
  createPythonFunction,
  type Invoked,
  invoke,
  lambdaClient,
  withPaths,
  zip,
} from "./support.ts";

let cloud: TestCloud;
let client: LambdaClient;
let count = 0;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = lambdaClient(cloud);
});

afterAll(async () => {
  await cloud?.stop();
});

async function node(code: string, settings = {}, event: unknown = {}): Promise<Invoked> {
  const name = `node-${++count}`;
  await createNodeFunction(client, name, code, settings);
  return invoke(client, name, event);
}

async function python(code: string, settings = {}, event: unknown = {}): Promise<Invoked> {
  const name = `python-${++count}`;
  await createPythonFunction(client, name, code, settings);
  return invoke(client, name, event);
}

const id = "[0-9a-f-]{36}";
const exitError = (words: string) => ({
  errorType: "Runtime.ExitError",
  errorMessage: expect.stringMatching(new RegExp(`^RequestId: ${id} Error: ${words}$`)),
});

describe("Node", () => {
  test("an error thrown", async () => {
    const { value, error, log } = await node("exports.handler = async () => { throw new RangeError('far'); };");
    expect(error).toBe("Unhandled");
    expect(value).toMatchObject({ errorType: "RangeError", errorMessage: "far" });
    expect((value as { trace: string[] }).trace[0]).toBe("RangeError: far");
    expect((value as { trace: string[] }).trace[1]).toMatch(
      /at .*exports\.handler|at .*handler \(\/var\/task\/index\.js:1:/,
    );
    expect(log).toMatch(
      new RegExp(`\\t${id}\\tERROR\\tInvoke Error \\t\\{"errorType":"RangeError","errorMessage":"far","stack":\\[`),
    );
  });

  test("something else thrown", async () => {
    const { value } = await node("exports.handler = async () => { throw 'text'; };");
    expect(value).toEqual({ errorType: "string", errorMessage: "text", trace: [] });
  });

  test("no such file", async () => {
    const { value } = await node("", { Handler: "other.handler" });
    expect(value).toMatchObject({
      errorType: "Runtime.ImportModuleError",
      errorMessage: withPaths("Error: Cannot find module 'other'\nRequire stack:\n- /var/runtime/index.mjs"),
    });
  });

  test("no such export", async () => {
    const { value } = await node("exports.other = 1;");
    expect(value).toMatchObject({
      errorType: "Runtime.HandlerNotFound",
      errorMessage: "index.handler is undefined or not exported",
    });
  });

  test("a syntax error", async () => {
    const { value } = await node("exports.handler = async ( => {};");
    expect(value).toMatchObject({ errorType: "Runtime.UserCodeSyntaxError" });
  });

  test("a promise rejected by nobody", async () => {
    const { value } = await node(
      "exports.handler = () => new Promise(() => { Promise.reject(new Error('lost')); setTimeout(() => {}, 5000); });",
    );
    expect(value).toMatchObject({ errorType: "Runtime.UnhandledPromiseRejection", errorMessage: "Error: lost" });
  });

  test("the process exits", async () => {
    const { value, log } = await node("exports.handler = async () => { process.exit(0); };");
    expect(value).toEqual(exitError("Runtime exited without providing a reason"));
    expect(log).toMatch(/\tStatus: error\tError Type: Runtime\.ExitError\t\n$/);
  });

  test("the process exits with a code", async () => {
    const { value } = await node("exports.handler = async () => { process.exit(3); };");
    expect(value).toEqual(exitError("Runtime exited with error: exit status 3"));
  });

  test.each([
    ["a rejection left behind", "exports.handler = async () => { Promise.reject(new Error('behind')); return 1; };", 1],
    ["an exit right behind it", "exports.handler = async () => { setImmediate(() => process.exit(1)); return 1; };", 1],
    ["an exception while loading", "throw new Error('early');", { errorType: "Error", errorMessage: "early" }],
  ])("%s is no matter of the next invocation", async (_, code, expected) => {
    const first = await node(code);
    const second = await invoke(client, `node-${count}`);
    for (const { value } of [first, second]) {
      if (typeof expected === "object") expect(value).toMatchObject(expected);
      else expect(value).toBe(expected);
    }
  });

  test("it takes longer than its timeout, and the next invocation has a new process with the same /tmp", async () => {
    const code = `let n = 0; const fs = require("fs"), seen = require("os").tmpdir() + "/seen";
      exports.handler = async (event) => {
        n += 1; fs.appendFileSync(seen, "x");
        if (event.hang) await new Promise((done) => setTimeout(done, 60000));
        return [n, fs.readFileSync(seen, "utf8")];
      };`;
    await createNodeFunction(client, "hangs", code, { Timeout: 1 });
    const { value, log } = await invoke(client, "hangs", { hang: true });
    expect(value).toEqual({
      errorType: "Sandbox.Timedout",
      errorMessage: expect.stringMatching(new RegExp(`^RequestId: ${id} Error: Task timed out after 1\\.00 seconds$`)),
    });
    expect(log).toMatch(
      / Task timed out after 1\.00 seconds\n\n(?:.*\n)*REPORT .*\tDuration: 1000\.00 ms\t.*\tStatus: timeout\t\n$/,
    );
    expect((await invoke(client, "hangs")).value).toEqual([1, "xx"]);
  });

  test("it uses more memory than it has", async () => {
    const { value } = await node(
      "const kept = []; exports.handler = async () => { for (;;) { kept.push(Buffer.alloc(8e6, 1)); await new Promise((done) => setTimeout(done, 5)); } };",
    );
    expect(value).toEqual({
      errorType: "Runtime.OutOfMemory",
      errorMessage: expect.stringMatching(/Error: Runtime exited with error: signal: killed$/),
    });
  });

  test("its response is too large", async () => {
    const { value } = await node("exports.handler = async () => 'x'.repeat(6291555);");
    expect(value).toEqual({
      errorType: "Function.ResponseSizeTooLarge",
      errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
    });
  });

  test("its result is no JSON", async () => {
    const { value } = await node("exports.handler = async () => { const a = {}; a.a = a; return a; };");
    expect(value).toMatchObject({
      errorType: "Error",
      errorMessage: "Unable to stringify response body",
    });
    const newer = await node("exports.handler = async () => 1n;", { Runtime: "nodejs24.x" });
    expect(newer.value).toMatchObject({ errorType: "Runtime.JSONStringifyError" });
  });

  test("a module that cannot be imported is told with the runtime's own name in front of its trace", async () => {
    const { value } = await node("require('nowhere');");
    expect(value).toMatchObject({ errorType: "Runtime.ImportModuleError" });
    expect((value as { trace: string[] }).trace.slice(0, 2)).toEqual([
      "Runtime.ImportModuleError: Error: Cannot find module 'nowhere'",
      "Require stack:",
    ]);
  });

  test("what an ES module cannot import is a plain error", async () => {
    const ZipFile = await zip({ "index.mjs": "import 'nowhere'; export const handler = () => 1;" });
    const { value } = await node("", { Code: { ZipFile } });
    expect(value).toMatchObject({
      errorType: "Error",
      errorMessage: withPaths("Cannot find package 'nowhere' imported from /var/task/index.mjs"),
    });
  });

  test.each([
    ["nodejs22.x", null],
    ["nodejs24.x", { errorType: "Runtime.NodeJsExit" }],
  ])("a promise that is never settled, in %s", async (Runtime, expected) => {
    const { value } = await node("exports.handler = () => new Promise(() => {});", { Runtime });
    if (expected === null) expect(value).toBeNull();
    else expect(value).toMatchObject(expected);
  });

  test("a rejection with nothing", async () => {
    const { value } = await node("exports.handler = async () => { throw undefined; };");
    expect(value).toEqual({ errorType: "string", errorMessage: "handled", trace: [] });
  });

  test("a stream that is never ended times out", async () => {
    const code = "exports.handler = awslambda.streamifyResponse(async (event, stream) => { stream.write('a'); });";
    const { value } = await node(code, { Timeout: 1 });
    expect(value).toMatchObject({ errorType: "Sandbox.Timedout" });
  });

  test("errors in JSON lines: alone they are the message, among others they stand beside it", async () => {
    const code = `exports.handler = async () => {
      console.error(Object.assign(new RangeError("far"), { by: 2 }));
      console.error("went", new TypeError("odd"));
    };`;
    const { log } = await node(code, { LoggingConfig: { LogFormat: "JSON" } });
    const lines = log
      .split("\n")
      .flatMap((line) => (line.includes('"level":"ERROR"') ? [JSON.parse(line) as object] : []));
    expect(lines).toMatchObject([
      { message: { errorType: "RangeError", errorMessage: "far", stackTrace: expect.any(Array), by: 2 } },
      { message: expect.stringMatching(/^went TypeError: odd/), errorType: "TypeError", errorMessage: "odd" },
    ]);
  });

  test("background work does not run between invocations", async () => {
    const code = `let ticks = 0; let at = 0;
      exports.handler = async () => { const seen = ticks; if (!at) { at = 1; setInterval(() => { ticks += 1; }, 5); } return seen; };`;
    await createNodeFunction(client, "background", code);
    await invoke(client, "background");
    // 200 ticks would fit into the second; a process that is stopped soon has made few of them.
    await new Promise((done) => setTimeout(done, 1000));
    expect((await invoke(client, "background")).value).toBeLessThan(60);
  });
});

describe("Node callbacks", () => {
  test.each([
    [
      "a callback",
      "exports.handler = (event, context, callback) => { setTimeout(() => callback(null, 'done'), 5); };",
      "done",
    ],
    ["context.succeed", "exports.handler = (event, context) => { context.succeed(7); };", 7],
    [
      "a callback before the promise",
      "exports.handler = async (e, c, callback) => { callback(null, 'first'); return 'second'; };",
      "first",
    ],
    ["nothing at all", "exports.handler = () => {};", null],
    [
      "an event loop that has to empty",
      "exports.handler = (e, c, callback) => { let late = 1; setTimeout(() => { late = 2; }, 50); callback(null, 'early'); };",
      "early",
    ],
  ])("%s", async (_, code, value) => {
    expect((await node(code)).value).toEqual(value);
  });

  test("an error given to the callback", async () => {
    const { value } = await node("exports.handler = (e, c, callback) => callback(new Error('given'));");
    expect(value).toMatchObject({ errorType: "Error", errorMessage: "given" });
  });

  test("nodejs24.x has none", async () => {
    const { value } = await node("exports.handler = (e, c, callback) => callback();", { Runtime: "nodejs24.x" });
    expect(value).toMatchObject({ errorType: "Runtime.CallbackHandlerDeprecated" });
  });
});

describe("Python", () => {
  test("a trace has the lines alone, as Lambda's runtime formats it", async () => {
    const { value } = await python("def handler(event, context):\n    return 1 / event['zero']\n", {}, { zero: 0 });
    expect(value).toMatchObject({
      errorMessage: "division by zero",
      errorType: "ZeroDivisionError",
      stackTrace: [withPaths("  File \"/var/task/app.py\", line 2, in handler\n    return 1 / event['zero']\n")],
    });
  });

  test("no such module", async () => {
    const { value, log } = await python("import nothing_of_that_name\n");
    expect(value).toEqual({
      errorMessage: "Unable to import module 'app': No module named 'nothing_of_that_name'",
      errorType: "Runtime.ImportModuleError",
      requestId: "",
      stackTrace: [],
    });
    expect(log).toMatch(/\[ERROR\] Runtime\.ImportModuleError: Unable to import module 'app'/);
    expect(log).toMatch(
      /INIT_REPORT Init Duration: [\d.]+ ms\tPhase: init\tStatus: error\tError Type: Runtime\.ImportModuleError\n/,
    );
  });

  test("no such function", async () => {
    const { value } = await python("x = 1\n");
    expect(value).toMatchObject({
      errorMessage: "Handler 'handler' missing on module 'app'",
      errorType: "Runtime.HandlerNotFound",
    });
  });

  test("an exception while importing", async () => {
    const { value } = await python("raise KeyError('early')\n");
    expect(value).toMatchObject({ errorMessage: "'early'", errorType: "KeyError", requestId: "" });
    expect((value as { stackTrace: string[] }).stackTrace.at(-1)).toMatch(/File "\S+\/app\.py", line 1/);
    expect((value as { stackTrace: string[] }).stackTrace[0]).toContain("importlib/__init__.py");
  });

  test("sys.exit", async () => {
    const { value } = await python("import sys\ndef handler(event, context):\n    sys.exit(0)\n");
    expect(value).toEqual(exitError("Runtime exited without providing a reason"));
  });

  test("a result that is no JSON", async () => {
    const { value } = await python("def handler(event, context):\n    return {1, 2}\n");
    expect(value).toMatchObject({
      errorMessage: "Unable to marshal response: Object of type set is not JSON serializable",
      errorType: "Runtime.MarshalError",
    });
  });

  test("decimals keep their digits", async () => {
    const code =
      "from decimal import Decimal\ndef handler(event, context):\n    return [Decimal('1.10'), Decimal('12345678901234567890.5'), Decimal('NaN')]\n";
    await createPythonFunction(client, "decimals", code);
    const { Payload } = await client.send(new InvokeCommand({ FunctionName: "decimals" }));
    expect(Payload?.transformToString()).toBe("[1.10, 12345678901234567890.5, NaN]");
  });

  test("logging goes through as AWS formats it", async () => {
    const code =
      "import logging\nlogging.getLogger().setLevel('INFO')\ndef handler(event, context):\n    logging.info('seen %s', 1)\n    print('plain')\n";
    const { log } = await python(code);
    expect(log).toMatch(new RegExp(`\\[INFO\\]\\t[\\d-]+T[\\d:.]+Z\\t${id}\\tseen 1\\n`));
    expect(log).toContain("\nplain\n");
  });
});
