/** `terraform graph`, in this process, on a folder of its own. The drawings are those of terraform 1.11.4. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Command } from "../../src/cli/command.ts";
import { apply } from "../../src/cli/commands/apply.ts";
import { graph } from "../../src/cli/commands/graph.ts";
import { plan } from "../../src/cli/commands/plan.ts";
import { runCommand } from "../support/run-command.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "terrarium-graph-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const run = (command: Command, ...args: readonly string[]) => runCommand(directory, command, args);
const write = (text: string): void => writeFileSync(join(directory, "main.tf"), text);

const HEAD = 'digraph G {\n  rankdir = "RL";\n  node [shape = rect, fontname = "sans-serif"];\n';

async function edges(...args: readonly string[]): Promise<readonly string[]> {
  const { out } = await run(graph, ...args);
  return out
    .split("\n")
    .filter((line) => line.includes(" -> "))
    .map((line) =>
      line
        .replaceAll("[root] ", "")
        .replace(/provider\[[^\]]*\]/g, "P")
        .replaceAll('"', "")
        .trim(),
    );
}

const PAIR = (input: string): string =>
  `resource "terraform_data" "a" {\n  count = 2\n  input = ${input}\n}\noutput "o" {\n  value = terraform_data.a[1].id\n}\n`;

test("a configuration without resources says where there is more to see", async () => {
  write('output "x" {\n  value = 1\n}\n');
  expect((await run(graph)).out).toBe(
    `${HEAD}  /* This configuration does not contain any resources.         */\n  /* For a more detailed graph, try: terraform graph -type=plan */\n}\n`,
  );
});

test("what only the state has is drawn, too", async () => {
  write(PAIR("1"));
  await run(apply, "-auto-approve");
  write("");
  expect((await run(graph)).out).toBe(`${HEAD}  "terraform_data.a" [label="terraform_data.a"];\n}\n`);
});

test("a saved plan is drawn with the instances that change, for those who name one with that alone", async () => {
  write(PAIR("1"));
  await run(plan, "-out=p");
  expect(await edges("-plan=p")).toEqual([
    "output.o (expand) -> terraform_data.a[1]",
    "P (close) -> terraform_data.a[0]",
    "P (close) -> terraform_data.a[1]",
    "root -> output.o (expand)",
    "root -> P (close)",
    "terraform_data.a (expand) -> P",
    "terraform_data.a[0] -> terraform_data.a (expand)",
    "terraform_data.a[1] -> terraform_data.a (expand)",
  ]);
});

test("a replacement waits for the end of what it replaces", async () => {
  write(PAIR("1"));
  await run(apply, "-auto-approve");
  await run(plan, "-replace=terraform_data.a[0]", "-out=p");
  const drawn = await edges("-plan=p");
  expect(drawn).toContain("terraform_data.a[0] -> terraform_data.a[0] (destroy)");
  expect(drawn.some((edge) => edge.includes("a[1]"))).toBe(false);
});

test.each([
  ["none", "stat none: no such file or directory\n"],
  [
    "main.tf",
    "couldn't load the provided path as either a local plan file (zip: not a valid zip file) or a saved cloud plan (invalid character 'o' looking for beginning of value)\n",
  ],
])("-plan=%s is no plan", async (path, text) => {
  write('output "x" {\n  value = 1\n}\n');
  expect(await run(graph, `-plan=${path}`)).toEqual({ code: 1, out: "", err: text });
});
