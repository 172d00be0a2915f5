/** What goes on and what is left when part of an apply fails. Source of every expectation: terraform 1.11.4. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Command } from "../../src/cli/command.ts";
import { apply } from "../../src/cli/commands/apply.ts";
import { plan } from "../../src/cli/commands/plan.ts";
import { runCommand } from "../support/run-command.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "terrarium-failing-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (command: Command, text: string, ...args: string[]) => {
  writeFileSync(join(folder, "main.tf"), text);
  return runCommand(folder, command, ["-no-color", ...args], undefined, { PATH: process.env["PATH"] });
};

interface Instance {
  readonly index_key?: string;
  readonly status?: string;
  readonly deposed?: string;
}

/** Objects by name, with what the state says of them. */
function objects(): Readonly<Record<string, string>> {
  const state = JSON.parse(readFileSync(join(folder, "terraform.tfstate"), "utf8")) as {
    readonly resources: readonly { readonly name: string; readonly instances: readonly Instance[] }[];
  };
  return Object.fromEntries(
    state.resources.flatMap(({ name, instances }) =>
      instances.map(({ index_key, status, deposed }) => [
        index_key === undefined ? name : `${name}.${index_key}`,
        deposed === undefined ? (status ?? "ready") : "deposed",
      ]),
    ),
  );
}

test("what refers to one instance goes on when another fails", async () => {
  const end = await run(
    apply,
    `resource "terraform_data" "many" {
       for_each = toset(["one", "two"])
       provisioner "local-exec" {
         command = "test \${each.key} != two"
       }
     }
     resource "terraform_data" "of_one" {
       input = terraform_data.many["one"].id
     }
     resource "terraform_data" "of_all" {
       input = [for one in terraform_data.many : one.id]
     }`,
    "-auto-approve",
  );
  expect(end.code).toBe(1);
  expect(objects()).toEqual({ "many.one": "ready", "many.two": "tainted", of_one: "ready" });
});

test("an object that a failed replacement has left is looked at before it is destroyed", async () => {
  const text = (trigger: number, command: string) => `
    resource "terraform_data" "it" {
      triggers_replace = ${trigger}
      provisioner "local-exec" {
        command = "${command}"
      }
      lifecycle {
        create_before_destroy = true
      }
    }`;
  await run(apply, text(1, "true"), "-auto-approve");
  await run(apply, text(2, "false"), "-auto-approve");
  const { out } = await run(plan, text(2, "true"));
  expect(out).toMatch(/^terraform_data\.it \(deposed object [0-9a-f]{8}\): Refreshing state\.\.\. \[id=/m);
  expect(out).toContain("Plan: 1 to add, 0 to change, 2 to destroy.");
});

test.each([
  [
    "a missing folder",
    'command = "pwd"\n working_dir = "nowhere"',
    "Error running command 'pwd': chdir nowhere: no such file or directory.",
  ],
  ["an empty command", 'command = ""', "Error: Invalid local-exec provisioner command"],
  [
    "an interpreter that is missing",
    'command = "x"\n interpreter = ["nowhere"]',
    "Error running command 'x': exec: \"nowhere\": executable file not found in",
  ],
])("local-exec with %s", async (_, body, text) => {
  const end = await run(
    apply,
    `resource "terraform_data" "it" {
       provisioner "local-exec" {
         ${body}
       }
     }`,
    "-auto-approve",
  );
  expect(end.err).toContain(text);
  expect(objects()).toEqual({ it: "tainted" });
});

test("an expression that fails while applying is told without the address of its object", async () => {
  const end = await run(
    apply,
    `resource "terraform_data" "text" {
       input = "x"
     }
     resource "terraform_data" "number" {
       input = tonumber(terraform_data.text.output)
     }`,
    "-auto-approve",
  );
  expect(end.err).toContain(
    'Error: Invalid function argument\n\n  on main.tf line 5, in resource "terraform_data" "number":',
  );
  expect(objects()).toEqual({ text: "ready" });
});
