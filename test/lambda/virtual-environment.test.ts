/** A virtual environment that is active when the server starts is the Python of its version, wherever it lies. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Runtime } from "@aws-sdk/client-lambda";
import { afterEach, expect, test, vi } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { createPythonFunction, invoke, lambdaClient, sandboxed } from "./support.ts";

const folder = mkdtempSync(join(tmpdir(), "terrarium-environment-"));
let cloud: TestCloud | undefined;

afterEach(async () => {
  await cloud?.stop();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test("its packages are found although functions have a /tmp of their own", async () => {
  execFileSync("python3", ["-m", "venv", "--without-pip", folder]);
  const question = "import sys, sysconfig; print('%d.%d' % sys.version_info[:2]); print(sysconfig.get_path('purelib'))";
  const answer = execFileSync(join(folder, "bin/python"), ["-c", question], { encoding: "utf8" });
  const [version, packages = ""] = answer.trim().split("\n");
  writeFileSync(join(packages, "of_the_environment.py"), "value = 42\n");
  vi.stubEnv("VIRTUAL_ENV", folder);
  cloud = await startTestCloud();
  const client = lambdaClient(cloud);
  const code = `import os, sys
def handler(event, context):
    import of_the_environment
    open("/tmp/own", "w").close()
    return [of_the_environment.value, sys.prefix, os.access(sys.prefix, os.W_OK)]
`;
  await createPythonFunction(client, "inside", code, { Runtime: `python${version}` as Runtime });
  expect((await invoke(client, "inside")).value).toEqual([42, folder, !sandboxed]);
});
