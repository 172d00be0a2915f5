/** Nothing that a cloud started outlives it, not even when it is killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createNodeFunction, createPythonFunction, invoke, sandboxed } from "./support.ts";

const root = join(import.meta.dirname, "../..");
let folder = "";
let server: ChildProcess;

/** The server has to be a process of its own, so it is bundled for the occasion. */
beforeAll(async () => {
  folder = mkdtempSync(join(root, "node_modules/.terrarium-leftovers-"));
  const entry = `import { startServer } from ${JSON.stringify(join(root, "src/server/server.ts"))};
    const server = await startServer({ ephemeral: true, port: 0 });
    console.log(server.endpoint);`;
  await build({
    stdin: { contents: entry, resolveDir: root, loader: "ts" },
    outfile: join(folder, "server.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "silent",
  });
  cpSync(join(root, "src/shapes/generated"), join(folder, "shapes"), { recursive: true });
  cpSync(join(root, "src/runtime/assets"), join(folder, "runtime"), { recursive: true });
});

afterAll(() => {
  server?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** Processes with this text in their environment or command line. */
function processesWith(text: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return (
        readFileSync(`/proc/${pid}/environ`, "utf8").includes(text) ||
        readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(text)
      );
    } catch {
      return false;
    }
  });
}

test.skipIf(process.platform !== "linux")("a killed server leaves no function's process behind", async () => {
  server = spawn(process.execPath, [join(folder, "server.mjs")], { stdio: ["ignore", "pipe", "ignore"] });
  const [line] = (await once(server.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new LambdaClient({ endpoint: line.toString().trim(), region: "us-east-1", credentials });
  const mark = `leftover-${process.pid}-${Date.now()}`;
  // Without namespaces nothing knows of a process that has left its parent's group.
  const child = !sandboxed
    ? ""
    : "require('child_process').spawn('sleep', [process.env.MARK_SECONDS, ], { detached: true, stdio: 'ignore' }).unref();";
  const Environment = { Variables: { MARK: mark, MARK_SECONDS: "12345" } };
  await createNodeFunction(client, "node", `${child} exports.handler = async () => process.env.MARK;`, { Environment });
  await createPythonFunction(
    client,
    "python",
    `import os, subprocess\n${sandboxed ? "subprocess.Popen(['sleep', '12345'], start_new_session=True)" : ""}\ndef handler(event, context):\n    return os.environ['MARK']\n`,
    { Environment },
  );
  expect((await invoke(client, "node")).value).toBe(mark);
  expect((await invoke(client, "python")).value).toBe(mark);
  // Without namespaces they are told by the program they run: it lies at its real path.
  const sign = sandboxed ? mark : join(folder, "runtime");
  expect(processesWith(sign).length).toBeGreaterThan(0);
  server.kill("SIGKILL");
  await vi.waitFor(() => expect(processesWith(sign)).toEqual([]), { timeout: 10_000, interval: 50 });
});
