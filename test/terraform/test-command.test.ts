/** `terraform test` and `terraform graph` in this process, on a folder of their own. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test as it } from "vitest";
import type { Command } from "../../src/cli/command.ts";
import { graph } from "../../src/cli/commands/graph.ts";
import { init } from "../../src/cli/commands/init.ts";
import { test } from "../../src/cli/commands/test.ts";
import { runCommand } from "../support/run-command.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "terrarium-test-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const run = (command: Command, ...args: readonly string[]) => runCommand(directory, command, args);

const write = (name: string, text: string): void => writeFileSync(join(directory, name), text);

const QUEUE = `variable "name" {
  default = "jobs"
  validation {
    condition     = var.name != "bad"
    error_message = "not that one"
  }
}
resource "terraform_data" "queue" {
  input = var.name
}
resource "terraform_data" "worker" {
  input = { queue = terraform_data.queue.output }
}
output "queue" {
  value = terraform_data.queue.output
}
`;

// The texts are those of terraform 1.11.4 on the same files.
it("a run passes, one fails, one expects its failure", async () => {
  write("main.tf", QUEUE);
  write(
    "a.tftest.hcl",
    `run "applies" {
  assert {
    condition     = output.queue == "jobs"
    error_message = "got \${output.queue}"
  }
}
run "sees" {
  variables {
    name = "\${run.applies.queue}-2"
  }
  assert {
    condition     = output.queue == "other"
    error_message = "got \${output.queue}"
  }
}
run "refuses" {
  command = plan
  variables {
    name = "bad"
  }
  expect_failures = [var.name]
}
`,
  );
  expect((await run(init, "-no-color")).code).toBe(0);
  const { code, out, err } = await run(test, "-no-color");
  expect(out).toBe(`a.tftest.hcl... in progress
  run "applies"... pass
  run "sees"... fail
  run "refuses"... pass
a.tftest.hcl... tearing down
a.tftest.hcl... fail

Failure! 2 passed, 1 failed.
`);
  expect(err).toBe(`
Error: Test assertion failed

  on a.tftest.hcl line 12, in run "sees":
  12:     condition     = output.queue == "other"
    ├────────────────
    │ output.queue is "jobs-2"

got jobs-2
`);
  expect(code).toBe(1);
});

it("an override gives an object its computed values", async () => {
  write("main.tf", QUEUE);
  write(
    "a.tftest.hcl",
    `override_resource {
  target          = terraform_data.queue
  override_during = plan
  values          = { output = "made up" }
}
run "mocked" {
  command = plan
  assert {
    condition     = output.queue == "made up"
    error_message = "got \${output.queue}"
  }
}
`,
  );
  await run(init, "-no-color");
  expect((await run(test, "-no-color")).out).toContain("Success! 1 passed, 0 failed.");
});

it("the graph leaves out what lies between resources", async () => {
  write(
    "main.tf",
    `${QUEUE}locals {\n  again = terraform_data.worker.output\n}\nresource "terraform_data" "last" {\n  input = [local.again, terraform_data.queue.id]\n}\n`,
  );
  await run(init, "-no-color");
  expect((await run(graph)).out).toBe(`digraph G {
  rankdir = "RL";
  node [shape = rect, fontname = "sans-serif"];
  "terraform_data.last" [label="terraform_data.last"];
  "terraform_data.queue" [label="terraform_data.queue"];
  "terraform_data.worker" [label="terraform_data.worker"];
  "terraform_data.last" -> "terraform_data.worker";
  "terraform_data.worker" -> "terraform_data.queue";
}
`);
});

it("values of mocks and variables that do not fit are told with their places, beside what else is wrong", async () => {
  write("main.tf", `${QUEUE}variable "many" {\n  type    = list(number)\n  default = []\n}\n`);
  write(
    "a.tftest.hcl",
    `override_resource {
  target          = terraform_data.queue
  override_during = plan
  values = {
    id = ["x"]
  }
}
run "overridden" {
  command = plan
}
`,
  );
  write("b.tftest.hcl", 'run "refused" {\n  variables {\n    name = "bad"\n    many = "x"\n  }\n}\n');
  const { err } = await run(test, "-no-color");
  const said = err.replaceAll(/\s+/g, " ");
  expect(said).toContain('defined at a.tftest.hcl:4,3-6,4 with the attribute "id"');
  expect(said).toContain("Error: Invalid value for variable");
  expect(said).toContain("Error: Invalid value for input variable");
});

it("what keeps an apply from being begun is told without the failures that were expected", async () => {
  write(
    "main.tf",
    `${QUEUE}check "never" {\n  assert {\n    condition     = var.name != ""\n    error_message = "empty"\n  }\n}\n`,
  );
  const named = 'variables {\n    name = "bad"\n  }\n  expect_failures = [check.never]\n}\n';
  write("a.tftest.hcl", `run "applies" {\n  ${named}`);
  expect((await run(test, "-no-color")).err).not.toContain("Missing expected failure");
  write("a.tftest.hcl", `run "plans" {\n  command = plan\n  ${named}`);
  expect((await run(test, "-no-color")).err).toContain("Missing expected failure");
});

it("a message that speaks of a secret is warned of even where the condition holds", async () => {
  write("main.tf", 'variable "secret" {\n  default   = "s"\n  sensitive = true\n}\n');
  write(
    "a.tftest.hcl",
    `run "holds" {
  assert {
    condition     = var.secret == "s"
    error_message = "not \${var.secret}"
  }
}
run "refers" {
  variables {
    secret = var.other
  }
}
`,
  );
  const { out, err } = await run(test, "-no-color");
  expect(out).toContain("Warning: Error message refers to sensitive values");
  expect(err.replaceAll(/\s+/g, " ")).toContain(
    'The input variable "other" is not available to the current run block. You can only reference variables defined at the file or global levels.',
  );
});
