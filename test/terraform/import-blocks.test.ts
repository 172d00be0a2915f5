/** Import blocks that cannot be right: found by `terraform validate`. The texts are those of terraform 1.11.4. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { validate } from "../../src/cli/commands/validate.ts";
import { runCommand } from "../support/run-command.ts";

const INVALID_ID = "Error: Invalid import id argument";
const INVALID_TO = "Error: Invalid import 'to' expression";

test.each([
  ["an empty id", "terraform_data.a", '""', `${INVALID_ID}\n`],
  ["no id at all", "terraform_data.a", "null", "The import ID cannot be null."],
  ["an id that is no text", "terraform_data.a", "[1]", "Invalid expression value: string required."],
  ["its own id", "terraform_data.a", "terraform_data.a.id", "The import ID cannot reference the resource"],
  ["a number for a key", "terraform_data.a[0]", '"x"', "The target resource does not use count."],
  ["a name for a key", 'terraform_data.a["x"]', '"x"', `${INVALID_TO}\n`],
  ["a reserved word for a resource", "var.x", '"x"', 'The keyword "var" is reserved and cannot be used to target'],
  ["a key that is no expression of its own", "terraform_data.a[var.x]", '"x"', "A single static variable reference is"],
])("an import with %s", async (_, to, id, text) => {
  const directory = mkdtempSync(join(tmpdir(), "terrarium-import-"));
  try {
    writeFileSync(
      join(directory, "main.tf"),
      `resource "terraform_data" "a" {}\nimport {\n  to = ${to}\n  id = ${id}\n}\n`,
    );
    const { code, err } = await runCommand(directory, validate, ["-no-color"]);
    expect(code).toBe(1);
    expect(err).toContain(text);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test.each([
  ["a name that is not its own", "terraform_data.e[local.k]", "{ a = 1 }", 'Only "each.key" and "each.value"'],
  ["a function", 'terraform_data.e[lower("A")]', "{ a = 1 }", "Functions may not be called here."],
  ["a key of no fitting type", "terraform_data.e[each.value]", "{ a = true }", "either a string or an integer"],
  ["the numbers of a list", "terraform_data.e[each.key]", '["a"]', "The target resource does not use count."],
])("an import for each with %s", async (_, to, forEach, text) => {
  const directory = mkdtempSync(join(tmpdir(), "terrarium-import-"));
  try {
    writeFileSync(
      join(directory, "main.tf"),
      `resource "terraform_data" "e" {\n  for_each = toset(["a"])\n}\nimport {\n  for_each = ${forEach}\n  to = ${to}\n  id = "x"\n}\n`,
    );
    const { code, err } = await runCommand(directory, validate, ["-no-color"]);
    expect(code).toBe(1);
    expect(err.replaceAll("\n", " ")).toContain(text);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
