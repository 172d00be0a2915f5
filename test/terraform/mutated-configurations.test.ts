/**
 * Configurations with one thing wrong, as `validate` tells of them: severity, summary and place of every diagnostic.
 * Source: terraform 1.11.4, run over valid configurations that were changed at random.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { validate } from "../../src/cli/commands/validate.ts";
import { runCommand } from "../support/run-command.ts";

interface Told {
  readonly summary: string;
  readonly range?: { readonly filename: string; readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

async function validated(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const directory = mkdtempSync(join(tmpdir(), "terrarium-mutated-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
    const { out } = await runCommand(directory, validate, ["-json"]);
    const { diagnostics } = JSON.parse(out) as { diagnostics: readonly Told[] };
    return diagnostics
      .map(({ summary, range }) => {
        if (!range) return summary;
        const { start, end } = range;
        return `${range.filename}:${start.line},${start.column}-${end.line},${end.column} ${summary}`;
      })
      .sort();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

const variable = (text: string): string => `variable "v" {\n  ${text.replaceAll("\n", "\n  ")}\n}\n`;
const required = (text: string): string => `terraform {\n  required_providers {\n    aws = ${text}\n  }\n}\n`;

test.each<readonly [what: string, main: string, told: readonly string[]]>([
  [
    "an item of an object that cannot be read is left out",
    variable("type    = object({ a = string })\ndefault = { a = }"),
    ["main.tf:3,13-3,20 Invalid default value for variable", "main.tf:3,19-3,20 Invalid expression"],
  ],
  [
    "what a broken header lacks is missed at its first letter",
    'output "o" }\n',
    ["main.tf:1,1-1,2 Missing required argument", "main.tf:1,12-1,13 Invalid block definition"],
  ],
  [
    "what a broken line lacks is missed at its brace",
    'output "o" { = 1 }\n',
    ["main.tf:1,12-1,13 Missing required argument", "main.tf:1,14-1,15 Argument or block definition required"],
  ],
  [
    "a version that cannot be read is complained about once",
    "terraform {\n  required_version = !\n}\n",
    ["main.tf:2,23-3,1 Invalid expression"],
  ],
  ["a requirement is text or an object", required("[1]"), ["main.tf:3,11-3,14 Invalid required_providers object"]],
  ["a requirement has no references", required("var.x"), ["main.tf:3,11-3,16 Invalid required_providers object"]],
  [
    "keys of a requirement",
    required('{ a.b = 1, version = "five" }'),
    ["main.tf:3,13-3,16 Ambiguous attribute key", "main.tf:3,32-3,38 Invalid version constraint"],
  ],
  [
    "an unknown key of a requirement ends it",
    required('{ nope = 1, version = "five" }'),
    ["main.tf:3,13-3,17 Invalid required_providers object"],
  ],
  [
    "nullable that is no truth value",
    variable("nullable = var.x\ndefault  = null"),
    [
      "main.tf:2,14-2,17 Variables not allowed",
      "main.tf:2,14-2,19 Unsuitable value type",
      "main.tf:3,14-3,18 Invalid default value for variable",
    ],
  ],
  [
    "an import block without an id imports nothing twice",
    'resource "terraform_data" "a" {}\nimport {\n  to = terraform_data.a\n  id = "x"\n}\nimport {\n  to = terraform_data.a\n}\n',
    ["main.tf:6,8-6,9 Missing required argument"],
  ],
  [
    "an address with too many names",
    'resource "terraform_data" "b" {}\nmoved {\n  from = terraform_data.a\n  to   = terraform_data.b.c.d\n}\n',
    ["main.tf:4,28-4,30 Invalid address"],
  ],
  [
    "a trigger that is no resource is told of as a whole",
    'resource "terraform_data" "a" {\n  lifecycle {\n    replace_triggered_by = [nope.*.b]\n  }\n}\n',
    ["main.tf:3,29-3,37 Invalid reference"],
  ],
  [
    "names of resources of each kind",
    'data "1a" "x" {}\nephemeral "b" "1x" {}\n',
    ["main.tf:1,6-1,10 Invalid data source name", "main.tf:2,15-2,19 Invalid ephemeral resource name"],
  ],
  [
    "a file is copied from somewhere",
    'resource "terraform_data" "a" {\n  provisioner "file" {\n    destination = "x"\n    connection {\n      host = "h"\n    }\n  }\n}\n',
    ["Must provide one of 'source' or 'content'"],
  ],
])("%s", async (_, main, told) => {
  expect(await validated({ "main.tf": main })).toEqual(told);
});

test("what a block and its override do not know is not asked for", async () => {
  const files = {
    "main.tf": 'resource "terraform_data" "a" {\n  nope = 1\n}\nresource "terraform_data" "b" {\n  nope = 1\n}\n',
    "a_override.tf": 'resource "terraform_data" "a" {\n  input = 1\n  zip {}\n}\n',
  };
  expect(await validated(files)).toEqual(["main.tf:5,3-5,7 Unsupported argument"]);
});

test("a bracket for a brace is told of behind it", async () => {
  expect(await validated({ "main.tf.json": '{"variable": {"v": {"type": "string"], "x": 1}}\n' })).toEqual([
    "main.tf.json:1,20-1,21 Incorrect JSON value type",
    "main.tf.json:1,38-1,39 Mismatched braces",
    "main.tf.json:1,45-1,46 Incorrect JSON value type",
  ]);
});

test("the syntax of a module that is called twice is read once", async () => {
  const manifest = ["a", "b"].map((Key) => ({ Key, Source: "./m", Dir: "m" }));
  const files = {
    "main.tf": 'module "a" {\n  source = "./m"\n}\nmodule "b" {\n  source = "./m"\n}\n',
    "m/main.tf": "locals {\n  a = @\n}\n",
    ".terraform/modules/modules.json": JSON.stringify({ Modules: [{ Key: "", Source: "", Dir: "." }, ...manifest] }),
  };
  const told = await validated(files);
  expect(told.filter((text) => text.includes("Invalid character"))).toEqual(["m/main.tf:2,7-2,8 Invalid character"]);
});
