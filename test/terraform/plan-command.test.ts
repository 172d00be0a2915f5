/** `terraform plan` and what goes wrong before it, in this process, on a folder of their own. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Command } from "../../src/cli/command.ts";
import { apply, destroy } from "../../src/cli/commands/apply.ts";
import { get } from "../../src/cli/commands/get.ts";
import { importCommand } from "../../src/cli/commands/import.ts";
import { plan } from "../../src/cli/commands/plan.ts";
import { validate } from "../../src/cli/commands/validate.ts";
import { runCommand } from "../support/run-command.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "terrarium-plan-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const run = (command: Command, ...args: readonly string[]) => runCommand(directory, command, args);

const write = (text: string, name = "main.tf"): void => writeFileSync(join(directory, name), text);

// The texts are those of terraform 1.11.4 on the same files.
describe("apply", () => {
  test("what was checked while planning, and is not come to again, is known and undecided in the state", async () => {
    write('{"version":4,"lineage":"a","serial":1,"outputs":{"x":{"value":1,"type":"number"}}}', "other.tfstate");
    write(`
      data "terraform_remote_state" "r" {
        backend = "local"
        config  = { path = "\${path.module}/other.tfstate" }
        lifecycle {
          postcondition {
            condition     = self.outputs.x == 1
            error_message = "x is not 1."
          }
        }
      }
      output "x" {
        value = data.terraform_remote_state.r.outputs.x
      }
    `);
    expect((await run(apply, "-auto-approve")).code).toBe(0);
    const { check_results: results } = JSON.parse(readFileSync(join(directory, "terraform.tfstate"), "utf8")) as {
      readonly check_results: unknown;
    };
    const address = "data.terraform_remote_state.r";
    expect(results).toEqual([
      {
        object_kind: "resource",
        config_addr: address,
        status: "unknown",
        objects: [{ object_addr: address, status: "unknown" }],
      },
    ]);
  });
});

describe("plan", () => {
  test("mistakes in the configuration are messages of the stream under -json", async () => {
    write('output "x" {\n  value = \n}\n');
    const { code, out, err } = await run(plan, "-json");
    expect(code).toBe(1);
    expect(err).toBe("");
    const messages = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { "@message": string });
    expect(messages.map((message) => message["@message"])).toContain("Error: Invalid expression");
  });

  test("an import whose instance the resource does not have is refused", async () => {
    write(
      'resource "terraform_data" "c" {\n  count = 2\n}\nimport {\n  to = terraform_data.c[5]\n  id = local.id\n}\nlocals {\n  id = "x"\n}\n',
    );
    const { code, out, err } = await run(plan, "-no-color");
    expect(code).toBe(1);
    expect(out).not.toContain("Preparing import");
    expect(err).toContain("The configuration for the given import terraform_data.c[5] does not exist.");
  });

  test("an infinite number is no value of a resource, and the plan cannot be shown", async () => {
    write('resource "terraform_data" "a" {\n  input = 1 / 0\n}\n');
    const { code, out, err } = await run(plan, "-no-color");
    expect({ code, out }).toEqual({ code: 1, out: "" });
    expect(err).toBe(
      "Failed to marshal plan to json: cannot serialize infinity as JSON\nError: failed to encode terraform_data.a in state: failed to serialize value: cannot serialize infinity as JSON\n\n",
    );
  });

  test("an infinite output is neither saved in a plan nor in the state, which stays readable", async () => {
    write('output "x" {\n  value = [1 / 0]\n}\noutput "y" {\n  value = 1\n}\n');
    const saved = await run(plan, "-no-color", "-out=saved");
    expect(saved.code).toBe(1);
    expect(saved.err).toContain("Error: Failed to write plan file\n");
    const applied = await run(apply, "-no-color", "-auto-approve");
    expect(applied.code).toBe(1);
    expect(applied.err).toContain(
      'Error: Failed to save state\n\nError saving state: Failed to serialize output value in state: An error\noccured while serializing output value "x": cannot serialize infinity as\nJSON.\n',
    );
    write('output "y" {\n  value = 1\n}\n');
    expect((await run(plan, "-no-color")).out).toContain("No changes.");
  });

  test("a provider configuration that a call passes on must be there, declared or configured", async () => {
    mkdirSync(join(directory, "m"));
    write('resource "terraform_data" "a" {}\n', "m/main.tf");
    const passing = 'module "m" {\n  source = "./m"\n  providers = {\n    terraform = terraform\n  }\n}\n';
    write(passing);
    expect((await run(get, "-no-color")).code).toBe(0);
    const refused = await run(validate, "-no-color");
    expect(refused.code).toBe(1);
    expect(refused.err).toBe('\nError: missing provider provider["terraform.io/builtin/terraform"]\n\n');
    write(`provider "terraform" {}\n${passing}`);
    expect((await run(validate, "-no-color")).code).toBe(0);
  });

  test("a value that does not fit its variable keeps only its dependents from being planned", async () => {
    write('variable "n" { type = number }\noutput "n" { value = var.n }\noutput "other" { value = "here" }\n');
    const { code, out, err } = await run(plan, "-no-color", "-var", "n=abc");
    expect(code).toBe(1);
    expect(out).toContain('Changes to Outputs:\n  + other = "here"\n');
    expect(out).not.toContain("+ n");
    expect(err).toContain('Unsuitable value for var.n set using -var="n=...": a number is required.');
  });

  test("a value that a rule refuses keeps its dependents from being planned", async () => {
    write(
      'variable "n" {\n  default = 1\n  validation {\n    condition     = var.n > 5\n    error_message = "More."\n  }\n}\noutput "n" { value = var.n }\noutput "other" { value = "here" }\n',
    );
    const { code, out } = await run(plan, "-no-color");
    expect(code).toBe(1);
    expect(out).toContain('Changes to Outputs:\n  + other = "here"\n');
    expect(out).not.toContain("+ n");
  });

  test("variables are asked for one after the other, with what describes them", async () => {
    write('variable "a" {}\nvariable "b" { description = "the second" }\n');
    const { code, out } = await run(plan, "-no-color");
    expect(code).toBe(1);
    expect(out).toBe("var.a\n  Enter a value: var.b\n  the second\n\n  Enter a value: ");
  });

  test("wrong moves leave nothing to be said of changes", async () => {
    write(
      'resource "terraform_data" "a" {}\nmoved {\n  from = terraform_data.x\n  to = terraform_data.y\n}\nmoved {\n  from = terraform_data.y\n  to = terraform_data.x\n}\n',
    );
    const { code, out, err } = await run(plan, "-no-color");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("Error: Cyclic dependency in move statements");
  });

  test("an unknown backend is refused", async () => {
    write('terraform {\n  backend "nope" {}\n}\n');
    const { code, err } = await run(plan, "-no-color");
    expect(code).toBe(1);
    expect(err).toContain(
      'Error: Invalid backend type\n\n  on main.tf line 2, in terraform:\n   2:   backend "nope" {}',
    );
  });

  test("the rest is planned beside an import that lacks its resource", async () => {
    write(
      'resource "terraform_data" "a" {}\nimport {\n  to = terraform_data.a\n  id = "x"\n}\nimport {\n  to = terraform_data.gone\n  id = "y"\n}\n',
    );
    const { code, out, err } = await run(plan, "-no-color");
    expect(code).toBe(1);
    expect(out).toContain("Plan: 1 to import, 0 to add, 0 to change, 0 to destroy.");
    expect(err).toContain("Error: Configuration for import target does not exist");
  });
});

test("names of values are looked up once the other references are right", async () => {
  write(
    'resource "terraform_data" "a" {\n  input            = var.nope\n  triggers_replace = terraform_data.b.id\n}\n',
  );
  const { err } = await run(validate, "-no-color");
  expect(err).toContain("Error: Reference to undeclared resource");
  expect(err).not.toContain("undeclared input variable");
});

test("below a broken root no modules are looked for", async () => {
  write('module "m" { source = "./m" }\noutput "x" {}\n');
  const { err } = await run(validate, "-no-color");
  expect(err).toContain('The argument "value" is required, but no definition was found.');
  expect(err).not.toContain("Module not installed");
});

test("a tainted object is destroyed without its provisioners", async () => {
  write(
    'resource "terraform_data" "a" {\n  provisioner "local-exec" {\n    command = "exit 4"\n  }\n  provisioner "local-exec" {\n    when    = destroy\n    command = "exit 5"\n  }\n}\n',
  );
  expect((await run(apply, "-no-color", "-auto-approve")).code).toBe(1);
  const { code, out } = await run(destroy, "-no-color", "-auto-approve");
  expect(code).toBe(0);
  expect(out).toContain("Destroy complete! Resources: 1 destroyed.");
});

test("an impossible import address is shown as it was given", async () => {
  write("");
  const { code, out, err } = await run(importCommand, "-no-color", "foo", "id");
  expect(code).toBe(1);
  expect(err).toContain("  on <import-address> line 1:\n   1: foo\n");
  expect(out).toContain("https://developer.hashicorp.com/terraform/cli/state/resource-addressing\n");
});

test("a provider that is named for nothing of its own needs no cloud", async () => {
  write('resource "terraform_data" "a" {\n  provider = "aws.west"\n}\n');
  const { code, err } = await run(plan, "-no-color");
  expect(code).toBe(1);
  expect(err).toContain(
    'To work with terraform_data.a its original provider configuration at\nprovider["registry.terraform.io/hashicorp/aws"].west is required',
  );
});
