/** `terrarium terraform` with a terraform that is not as it should be: scripts stand in for it. */
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Finished, Folder } from "./support.ts";

// A busy machine takes its time to start programs.
vi.setConfig({ testTimeout: 120_000 });

let folder: Folder;

beforeEach(async () => {
  folder = new Folder();
  await folder.run(["start", "-d", "--port", "0", "--ephemeral"]);
});
afterEach(() => folder.remove());

function run(version: string, code: number): Promise<Finished> {
  const script = join(folder.path, "terraform");
  folder.write({
    terraform: `#!/bin/sh\nif [ "$1" = version ]; then echo '{"terraform_version": "${version}"}'; exit; fi\necho "$TF_REATTACH_PROVIDERS" | grep -c "\\"Pid\\":$PPID[,}]"\nexit ${code}\n`,
  });
  chmodSync(script, 0o755);
  return folder.run(["terraform", "plan"], { TERRARIUM_TERRAFORM: script });
}

test("one that is too old is named when it fails", async () => {
  const finished = await run("1.3.9", 1);
  expect(finished.code).toBe(1);
  expect(finished.stderr).toContain(
    "Error: terraform 1.3.9 is too old for the providers of Terrarium, which need 1.5.0 or newer.",
  );
});

test("of one that is new enough nothing is said, and its exit code is passed on", async () => {
  expect(await run("1.5.0", 2)).toMatchObject({ code: 2, stderr: "" });
});

test("the process that terraform would kill is the command, not the folder's server", async () => {
  expect(await run("1.11.4", 0)).toMatchObject({ code: 0, stdout: "1\n" });
});

test("one that is not there", async () => {
  const finished = await folder.run(["terraform", "plan"], { TERRARIUM_TERRAFORM: join(folder.path, "none") });
  expect(finished).toMatchObject({ code: 127, stderr: expect.stringMatching(/^Error: terraform is not installed\./) });
});

// What a shell's terraforms are told of lives as long as the server; killing it harms nothing.
test("the process that a shell's terraforms would kill is neither the server nor one that is missed", async () => {
  const told = async (): Promise<number> => {
    const { stdout } = await folder.run(["env", "--terraform", "--json"]);
    const { TF_REATTACH_PROVIDERS: providers } = JSON.parse(stdout) as Record<string, string>;
    const pids = new Set(
      Object.values(JSON.parse(providers as string) as Record<string, { Pid: number }>).map(({ Pid }) => Pid),
    );
    expect(pids.size).toBe(1);
    return [...pids][0] as number;
  };
  const pid = await told();
  expect(pid).not.toBe(folder.server().pid);
  process.kill(pid, "SIGKILL");
  await expect.poll(told).not.toBe(pid);
  expect((await folder.run(["status"])).code).toBe(0);
  const last = await told();
  await folder.run(["stop"]);
  await expect.poll(() => isAlive(last), { timeout: 5_000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
