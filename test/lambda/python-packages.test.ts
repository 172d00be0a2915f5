/** Which package a Python function imports: its own, one of a layer, or the AWS SDK that Lambda's runtimes bring along. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LambdaClient, PublishLayerVersionCommand } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createPythonFunction, invoke, lambdaClient, zip } from "./support.ts";

let cloud: TestCloud;
let client: LambdaClient;

beforeAll(async () => {
  cloud = await startTestCloud();
  client = lambdaClient(cloud);
});

afterAll(async () => {
  await cloud?.stop();
});

const HANDLER = "import boto3\ndef handler(event, context):\n    return boto3.__version__\n";

// An exec wrapper makes the function a process of its own, without it the process is forked.
const WRAPPER = { "!wrapper.sh": '#!/bin/sh\nexec "$@"\n' };

test.each([
  ["forked", {}],
  ["started afresh", { AWS_LAMBDA_EXEC_WRAPPER: "/opt/wrapper.sh" }],
])("a layer's boto3 goes before the runtime's own: %s", async (way, Variables) => {
  const LayerName = way.replaceAll(" ", "-");
  const Content = { ZipFile: await zip({ "python/boto3/__init__.py": '__version__ = "layer"\n', ...WRAPPER }) };
  const { LayerVersionArn = "" } = await client.send(new PublishLayerVersionCommand({ LayerName, Content }));
  await createPythonFunction(client, LayerName, HANDLER, { Layers: [LayerVersionArn], Environment: { Variables } });
  expect(await invoke(client, LayerName)).toMatchObject({ value: "layer" });
});

test("an interpreter without boto3 borrows it, and nothing else, from another Python", () => {
  const folder = mkdtempSync(join(tmpdir(), "terrarium-python-"));
  try {
    for (const name of ["boto3", "numpy"]) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, "__init__.py"), "");
    }
    const program = `import sys; sys.path.insert(0, "src/runtime/assets/python")
import packages
packages.borrow_sdk(${JSON.stringify(folder)})
import boto3
print(boto3.__file__)
try:
    import numpy
except ImportError as error:
    print(error)`;
    const printed = execFileSync("python3", ["-S", "-B", "-c", program], { encoding: "utf8" });
    expect(printed).toBe(`${join(folder, "boto3/__init__.py")}\nNo module named 'numpy'\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
