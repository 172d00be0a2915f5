/** The built program under newer Node.js versions, which npm's `node` package brings: a plan, an apply, a server. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "terrarium-node-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const run = (version: number, args: readonly string[]) =>
  spawnSync("npx", ["--yes", `node@${version}`, join(ROOT, "bin/terrarium.mjs"), `-chdir=${folder}`, ...args], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, NODE_NO_WARNINGS: "1" },
  });

test.each([22, 24])("Node.js %i", (version) => {
  const found = spawnSync("npx", ["--yes", `node@${version}`, "--version"], { cwd: ROOT, encoding: "utf8" });
  if (found.status !== 0) {
    console.warn(`Node.js ${version} is not to be had here: not tested`);
    return;
  }
  expect(found.stdout).toMatch(new RegExp(`^v${version}\\.`));
  writeFileSync(
    join(folder, "main.tf"),
    'resource "terraform_data" "a" {\n  input = "x"\n}\noutput "o" {\n  value = terraform_data.a.output\n}\n',
  );
  expect(run(version, ["apply", "-auto-approve", "-no-color"]).stdout).toContain(
    "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.",
  );
  writeFileSync(
    join(folder, "main.tf"),
    'resource "aws_dynamodb_table" "t" {\n  name = "items"\n  billing_mode = "PAY_PER_REQUEST"\n  hash_key = "id"\n  attribute {\n    name = "id"\n    type = "S"\n  }\n}\n',
  );
  try {
    expect(run(version, ["apply", "-auto-approve", "-no-color"]).stdout).toContain(
      "aws_dynamodb_table.t: Creation complete",
    );
  } finally {
    expect(run(version, ["stop"]).stdout).toContain("Stopped the server");
  }
});
