/** Commands that need only the backend run without installed modules; what terraform 1.11 says was run and compared. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Command } from "../../src/cli/command.ts";
import { forceUnlock } from "../../src/cli/commands/force-unlock.ts";
import { output } from "../../src/cli/commands/output.ts";
import { show } from "../../src/cli/commands/show.ts";
import { state } from "../../src/cli/commands/state.ts";
import { taint } from "../../src/cli/commands/taint.ts";
import { untaint } from "../../src/cli/commands/untaint.ts";
import { workspace } from "../../src/cli/commands/workspace.ts";
import { runCommand } from "../support/run-command.ts";

const STATE = {
  version: 4,
  terraform_version: "1.11.0",
  serial: 1,
  lineage: "b7a4c1f0-6f0e-4a53-9c38-1c3f4f4f4f4f",
  outputs: { o: { value: "x", type: "string" } },
  resources: [
    {
      mode: "managed",
      type: "terraform_data",
      name: "a",
      provider: 'provider["terraform.io/builtin/terraform"]',
      instances: [{ status: "tainted", schema_version: 0, attributes: { id: "i" } }],
    },
  ],
};

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "uninstalled-"));
  writeFileSync(join(directory, "main.tf"), 'module "m" {\n  source = "./m"\n}\n');
  mkdirSync(join(directory, "m"));
  writeFileSync(join(directory, "terraform.tfstate"), JSON.stringify(STATE));
});
afterAll(() => rmSync(directory, { recursive: true }));

const run = (command: Command, ...args: string[]) => runCommand(directory, command, args);

test("the backend is enough", async () => {
  expect(await run(output, "-raw", "o")).toEqual({ code: 0, out: "x", err: "" });
  expect(await run(workspace, "list")).toEqual({ code: 0, out: "* default\n\n", err: "" });
  expect(await run(state, "list")).toEqual({ code: 0, out: "terraform_data.a\n", err: "" });
  expect(await run(forceUnlock, "-force", "x")).toMatchObject({
    code: 1,
    err: "Failed to unlock state: LocalState not locked\n",
  });
  expect((await run(untaint, "terraform_data.a")).out).toBe(
    "Resource instance terraform_data.a has been successfully untainted.\n",
  );
});

test("show reads all modules; commands that check the configuration first name its files absolutely", async () => {
  expect(await run(show)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/Module not installed(.|\n)*on main\.tf line 1:/),
  });
  const checks: [Command, string[]][] = [
    [taint, ["terraform_data.a"]],
    [state, ["pull"]],
    [state, ["show", "terraform_data.a"]],
    [state, ["rm", "terraform_data.a"]],
  ];
  for (const [command, args] of checks) {
    const { code, err } = await run(command, ...args);
    expect(code).toBe(1);
    expect(err).toContain("Module not installed");
    expect(err).toContain(`on ${directory}/main.tf line 1:`);
  }
});

test("an empty workspace name is taken, and selects the default workspace", async () => {
  expect(await run(workspace, "new", "")).toMatchObject({
    code: 0,
    out: expect.stringContaining('Created and switched to workspace ""!'),
  });
  expect(readFileSync(join(directory, ".terraform", "environment"), "utf8")).toBe("");
  expect(await run(workspace, "list")).toMatchObject({ code: 0, out: "* default\n\n" });
  expect(await run(workspace, "select", "")).toMatchObject({
    code: 1,
    err: expect.stringContaining(`Workspace "" doesn't exist.`),
  });
});
