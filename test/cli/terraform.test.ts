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
