/** In which order commands find mistakes, in this process, on a folder of their own. The texts are those of terraform 1.11.4. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Command } from "../../src/cli/command.ts";
import { apply } from "../../src/cli/commands/apply.ts";
import { importCommand } from "../../src/cli/commands/import.ts";
import { init } from "../../src/cli/commands/init.ts";
import { plan } from "../../src/cli/commands/plan.ts";
import { workspace } from "../../src/cli/commands/workspace.ts";
import { runCommand } from "../support/run-command.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "terrarium-order-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const run = (command: Command, ...args: readonly string[]) => runCommand(directory, command, args);
const write = (text: string, name = "main.tf"): void => writeFileSync(join(directory, name), text);
const summaries = (text: string): readonly string[] =>
  [...text.matchAll(/Error: (.*)/g)].map(([, summary = ""]) => summary);

const MISSING_MODULE = 'module "m" {\n  source = "./m"\n}\n';
const BROKEN = 'variable "x" {\n';

test.each([
  ["a root module that is broken", BROKEN, ["-var", "x"], "Unclosed configuration block"],
  ["-var before missing modules", MISSING_MODULE, ["-var", "x"], "Invalid -var option"],
  ["-var-file before missing modules", MISSING_MODULE, ["-var-file=none"], "Failed to read variables file"],
  ["a target that exists", MISSING_MODULE, ["-generate-config-out=main.tf"], "Target generated file already exists"],
  ["missing modules", MISSING_MODULE, [], "Module not installed"],
])("plan finds %s first", async (_, text, args, summary) => {
  write(text);
  const { code, err } = await run(plan, ...args);
  expect([code, summaries(err)[0]]).toEqual([1, summary]);
});

test("a plan that cannot be saved is not shown", async () => {
  write('output "x" {\n  value = 1\n}\n');
  const { code, out, err } = await run(plan, "-out=none/p");
  expect([code, out, summaries(err)]).toEqual([1, "", ["Failed to write plan file"]]);
});

test("-state-out is written where nothing has changed", async () => {
  write('output "x" {\n  value = 1\n}\n');
  await run(apply, "-auto-approve");
  expect((await run(apply, "-auto-approve", "-state-out=o.tfstate")).code).toBe(0);
  expect(existsSync(join(directory, "o.tfstate"))).toBe(true);
});

test("a variable that was not given for the plan is not known to it", async () => {
  write('variable "n" {\n  default = 1\n}\noutput "x" {\n  value = var.n\n}\n');
  await run(plan, "-out=p");
  const { code, err } = await run(apply, "-var", "n=1", "p");
  expect([code, summaries(err)]).toEqual([1, ["Value for undeclared variable"]]);
});

test.each([
  [["module.zz.terraform_data.a", "id"], "Import to non-existent module"],
  [["terraform_data.c[7]", "id"], "Configuration for import target does not exist"],
  [["-config=none", "terraform_data.c[0]", "id"], "No Terraform configuration files"],
])("import %j", async (args, summary) => {
  write('resource "terraform_data" "c" {\n  count = 1\n}\n');
  const { code, out, err } = await run(importCommand, ...args);
  expect([code, out, summaries(err)]).toEqual([1, "", [summary]]);
});

test("init tells of a state that it cannot read", async () => {
  write('output "x" {\n  value = 1\n}\n');
  write('{"version":9}', "terraform.tfstate");
  const { code, err } = await run(init);
  expect(code).toBe(1);
  expect(summaries(err)[0]).toContain("Error refreshing state: Unsupported state file format");
});

test("init -reconfigure leaves a removed backend noted", async () => {
  write('terraform {\n  backend "local" {\n    path = "s"\n  }\n}\n');
  await run(init);
  write("");
  expect((await run(init, "-reconfigure")).code).toBe(0);
  expect(summaries((await run(init)).err)).toEqual(["Backend configuration changed"]);
});

test("workspace subcommands know their own flags only", async () => {
  const { code, err } = await run(workspace, "new", "-or-create", "x");
  expect(code).toBe(1);
  expect(err).toContain("flag provided but not defined: -or-create");
});
