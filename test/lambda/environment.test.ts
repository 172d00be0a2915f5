/** What a function finds around it: variables, folders, layers, its role, and what it may not touch. */
import { existsSync } from "node:fs";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  type LambdaClient,
  PublishLayerVersionCommand,
  PutProvisionedConcurrencyConfigCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import yazl from "yazl";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createNodeFunction, createPythonFunction, invoke, lambdaClient, sandboxed, zip } from "./support.ts";

let cloud: TestCloud;
let client: LambdaClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = lambdaClient(cloud);
});

afterAll(async () => {
  await cloud?.stop();
});

test.runIf(sandboxed)("variables are those of Lambda", async () => {
  const code = "import os\ndef handler(event, context):\n    return dict(os.environ)\n";
  await createPythonFunction(client, "variables", code, { Environment: { Variables: { OWN: "value" } } });
  const { value } = await invoke(client, "variables");
  expect(value).toEqual({
    AWS_REGION: "us-east-1",
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: expect.any(String),
    AWS_SECRET_ACCESS_KEY: expect.any(String),
    AWS_SESSION_TOKEN: expect.any(String),
    AWS_LAMBDA_FUNCTION_NAME: "variables",
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "128",
    AWS_LAMBDA_LOG_GROUP_NAME: "/aws/lambda/variables",
    AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_RUNTIME_API: expect.stringMatching(/^127\.0\.0\.1:\d+$/),
    AWS_EXECUTION_ENV: "AWS_Lambda_python3.11",
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    AWS_XRAY_DAEMON_ADDRESS: "169.254.100.1:2000",
    _AWS_XRAY_DAEMON_ADDRESS: "169.254.100.1",
    _AWS_XRAY_DAEMON_PORT: "2000",
    AWS_ENDPOINT_URL: cloud.endpoint,
    _HANDLER: "app.handler",
    _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/),
    LAMBDA_TASK_ROOT: "/var/task",
    LAMBDA_RUNTIME_DIR: "/var/runtime",
    LANG: "en_US.UTF-8",
    LC_CTYPE: "C.UTF-8",
    LD_LIBRARY_PATH: "/var/lang/lib:/lib64:/usr/lib64:/var/runtime:/var/runtime/lib:/var/task:/var/task/lib:/opt/lib",
    PATH: "/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin",
    PWD: "/var/task",
    PYTHONPATH: "/var/runtime",
    SHLVL: "0",
    TZ: ":UTC",
    OWN: "value",
  });
});

test.runIf(sandboxed)("the names that SDKs make of the endpoint for some operations are this machine's", async () => {
  const code = `import json, os, urllib.request
def handler(event, context):
    headers = {"X-Amz-Target": "AWSStepFunctions.ListStateMachines", "Content-Type": "application/x-amz-json-1.0"}
    endpoint = os.environ["AWS_ENDPOINT_URL"].replace("://", "://sync-")
    return json.load(urllib.request.urlopen(urllib.request.Request(endpoint, b"{}", headers)))
`;
  await createPythonFunction(client, "names", code);
  expect((await invoke(client, "names")).value).toEqual({ stateMachines: [] });
});

test.runIf(sandboxed).each(["nodejs20.x", "python3.11"] as const)(
  "%s sees layers in their order, and cannot write to its code",
  async (Runtime) => {
    const layer = async (LayerName: string, text: string) => {
      const files = {
        "shared.txt": text,
        [`${LayerName}.txt`]: text,
        "nodejs/node_modules/lib/index.js": `module.exports = ${JSON.stringify(text)};`,
        "python/lib_of_layer.py": `name = ${JSON.stringify(text)}`,
      };
      const Content = { ZipFile: await zip(files) };
      return (await client.send(new PublishLayerVersionCommand({ LayerName, Content }))).LayerVersionArn ?? "";
    };
    const suffix = Runtime.slice(0, 4);
    const Layers = [await layer(`first-${suffix}`, "first"), await layer(`second-${suffix}`, "second")];
    const name = `layered-${suffix}`;
    if (Runtime === "nodejs20.x") {
      const code = `const fs = require("fs");
      exports.handler = async () => {
        const refused = (path) => { try { fs.writeFileSync(path, "x"); return "written"; } catch (error) { return error.code; } };
        return { opt: fs.readdirSync("/opt").sort(), shared: fs.readFileSync("/opt/shared.txt", "utf8"), library: require("lib"),
          task: refused("/var/task/index.js"), layer: refused("/opt/shared.txt"), root: refused("/new"), tmp: refused("/tmp/new") };
      };`;
      await createNodeFunction(client, name, code, { Layers });
    } else {
      const code = `import os
def refused(path):
    try:
        open(path, "w").write("x")
        return "written"
    except OSError as error:
        return __import__("errno").errorcode[error.errno]
def handler(event, context):
    import lib_of_layer
    return {"opt": sorted(os.listdir("/opt")), "shared": open("/opt/shared.txt").read(), "library": lib_of_layer.name,
        "task": refused("/var/task/app.py"), "layer": refused("/opt/shared.txt"), "root": refused("/new"), "tmp": refused("/tmp/new")}
`;
      await createPythonFunction(client, name, code, { Layers });
    }
    expect((await invoke(client, name)).value).toEqual({
      opt: [`first-${suffix}.txt`, "nodejs", "python", `second-${suffix}.txt`, "shared.txt"],
      shared: "second",
      library: "second",
      task: "EROFS",
      layer: "EROFS",
      root: "EROFS",
      tmp: "written",
    });
  },
);

test("calls from inside are made as the function's role", async () => {
  const iam = new IAMClient({ ...cloud.clientConfig });
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
  });
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: "worker", AssumeRolePolicyDocument }));
  // A signed request by hand: the runtime of a test machine may have no SDK.
  const code = `const { createHmac, createHash } = require("node:crypto");
    exports.handler = async () => {
      const { AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: key, AWS_SESSION_TOKEN: token } = process.env;
      const credential = key + "/20260101/us-east-1/sts/aws4_request";
      const answer = await fetch(url, { method: "POST", body: "Action=GetCallerIdentity&Version=2011-06-15", headers: {
        "content-type": "application/x-www-form-urlencoded", "x-amz-security-token": token,
        authorization: "AWS4-HMAC-SHA256 Credential=" + credential + ", SignedHeaders=host, Signature=0" } });
      return /<Arn>(.*?)<\\/Arn>/.exec(await answer.text())?.[1];
    };`;
  await createNodeFunction(client, "as-role", code, { Role: Role?.Arn ?? "" });
  expect((await invoke(client, "as-role")).value).toBe("arn:aws:sts::000000000000:assumed-role/worker/as-role");
});

test.each([
  ["index.js", "const { STSClient } = require('@aws-sdk/client-sts'); exports.handler = async () => typeof STSClient;"],
  [
    "index.mjs",
    "import { STSClient } from '@aws-sdk/client-sts'; export const handler = async () => typeof STSClient;",
  ],
])("%s can import the SDK that the runtime brings", async (file, code) => {
  const ZipFile = await zip({ [file]: code });
  const name = `sdk-${file.replace(".", "-")}`;
  await createNodeFunction(client, name, "", { Code: { ZipFile }, Timeout: 30, MemorySize: 512 });
  expect((await invoke(client, name)).value).toBe("function");
});

test("a wrapper script that is not there", async () => {
  const Environment = { Variables: { AWS_LAMBDA_EXEC_WRAPPER: "/opt/nowhere" } };
  await createNodeFunction(client, "wrapped", "exports.handler = async () => 1;", { Environment });
  expect((await invoke(client, "wrapped")).value).toEqual({
    errorType: "Runtime.ExitError",
    errorMessage: expect.stringMatching(/Error: Runtime exited with error: exit status 127$/),
  });
});

test.runIf(sandboxed)("environments are apart from each other and from this machine", async () => {
  const code = `const fs = require("fs");
    exports.handler = async () => ({
      home: fs.existsSync(${JSON.stringify(`${process.cwd()}/package.json`)}),
      data: fs.existsSync("/.host/store/code"),
      processes: fs.readdirSync("/proc").filter((name) => /^\\d+$/.test(name)).length,
    });`;
  await createNodeFunction(client, "apart", code);
  const { value } = await invoke(client, "apart");
  expect(value).toMatchObject({ home: false, data: false });
  // The sandbox's shells and the function's own process.
  expect((value as { processes: number }).processes).toBeLessThanOrEqual(5);
});

test.skipIf(!existsSync("/usr/bin/curl"))("a bootstrap is run as it is", async () => {
  const bootstrap = `#!/bin/sh
set -eu
while true; do
  headers=/tmp/headers
  event=$(curl -sS -D "$headers" "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/next")
  id=$(grep -i Lambda-Runtime-Aws-Request-Id "$headers" | tr -d '[:space:]' | cut -d: -f2)
  curl -sS -X POST "http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation/$id/response" -d "{\\"got\\":$event}" >/dev/null
done
`;
  const ZipFile = await zip({ "!bootstrap": bootstrap });
  await createNodeFunction(client, "custom", "", { Runtime: "provided.al2023", Handler: "any", Code: { ZipFile } });
  expect((await invoke(client, "custom", { a: 1 })).value).toEqual({ got: { a: 1 } });
});

test("without a bootstrap the refusal says where it was looked for", async () => {
  await createNodeFunction(client, "no-bootstrap", "", { Runtime: "provided.al2023", Handler: "any" });
  expect((await invoke(client, "no-bootstrap")).value).toEqual({
    errorType: "Runtime.InvalidEntrypoint",
    errorMessage: expect.stringMatching(
      /Error: Couldn't find valid bootstrap\(s\): \[\/var\/task\/bootstrap \/opt\/bootstrap\]$/,
    ),
  });
});

test("a package keeps its folders, its executables and its links", async () => {
  const archive = new yazl.ZipFile();
  const file = (name: string, text: string, mode: number) => archive.addBuffer(Buffer.from(text), name, { mode });
  file(
    "src/deep/index.js",
    `const fs = require("fs");
    exports.handler = async () => [
      require("child_process").execFileSync("./bin/tool").toString(),
      fs.readFileSync("link", "utf8"),
      fs.readlinkSync("outside"),
      fs.lstatSync("trap").isDirectory() && fs.existsSync("trap/file"),
    ];`,
    0o100644,
  );
  file("bin/tool", "#!/bin/sh\necho ran", 0o100755);
  file("data/text", "text", 0o100600);
  file("link", "data/text", 0o120777);
  file("outside", "/opt/lib", 0o120777);
  // Nothing is written through a link.
  file("trap", "/tmp", 0o120777);
  file("trap/file", "kept", 0o100644);
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer);
  const Code = { ZipFile: Buffer.concat(chunks) };
  await createNodeFunction(client, "packaged", "", { Code, Handler: "src/deep/index.handler" });
  const { value } = await invoke(client, "packaged");
  expect(value).toEqual(["ran\n", "text", "/opt/lib", true]);
});

test("an environment that has had nothing to do for long is gone, a provisioned one is not", async () => {
  vi.stubEnv("LAMBDA_KEEPALIVE_MS", "300");
  const own = await startTestCloud();
  try {
    const lambda = lambdaClient(own);
    const code = "let n = 0; exports.handler = async () => [++n, process.env.AWS_LAMBDA_INITIALIZATION_TYPE];";
    await createNodeFunction(lambda, "idle", code, { Publish: true });
    expect((await invoke(lambda, "idle")).value).toEqual([1, "on-demand"]);
    expect((await invoke(lambda, "idle")).value).toEqual([2, "on-demand"]);
    const provisioned = { FunctionName: "idle", Qualifier: "1" };
    await lambda.send(
      new PutProvisionedConcurrencyConfigCommand({ ...provisioned, ProvisionedConcurrentExecutions: 1 }),
    );
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await invoke(lambda, "idle")).value).toEqual([1, "on-demand"]);
    const { value, log } = await invoke(lambda, "idle", {}, "1");
    expect(value).toEqual([1, "provisioned-concurrency"]);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect((await invoke(lambda, "idle", {}, "1")).value).toEqual([2, "provisioned-concurrency"]);
    expect(log).not.toContain("INIT_START");
  } finally {
    vi.unstubAllEnvs();
    await own.stop();
  }
});
