import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadConfiguration } from "../config/load-tree.ts";
import type { ModuleTree } from "../config/module.ts";
import { Sources } from "../diagnostics/sources.ts";
import { drawEmptyDestroyGraph, drawOperationGraph } from "./operation-graph.ts";

function load(text: string): ModuleTree {
  const directory = mkdtempSync(join(tmpdir(), "graph-"));
  try {
    writeFileSync(join(directory, "main.tf"), text);
    const { tree } = loadConfiguration({
      directory,
      dataDirectory: join(directory, ".terraform"),
      sources: new Sources(),
    });
    if (!tree) throw new Error("The configuration does not load");
    return tree;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const linesOf = (drawing: string): readonly string[] =>
  drawing
    .split("\n")
    .filter((line) => line.startsWith("\t\t"))
    .map((line) => line.trim().replaceAll("[root] ", ""));

const CONFIGURATION = `
variable "v" {
  default = 1
  validation {
    condition     = var.v == local.l
    error_message = "No."
  }
}
locals {
  l = 1
}
resource "terraform_data" "a" {
  input = var.v
}
check "c" {
  assert {
    condition     = terraform_data.a.id != ""
    error_message = "No."
  }
}
output "o" { value = terraform_data.a.id }
`;

// As terraform 1.11.4 draws this configuration.
test("a plan's graph has validations before uses, and reports before checks", () => {
  expect(linesOf(drawOperationGraph(load(CONFIGURATION)))).toEqual([
    String.raw`"provider[\"terraform.io/builtin/terraform\"]" [label = "provider[\"terraform.io/builtin/terraform\"]", shape = "diamond"]`,
    '"terraform_data.a (expand)" [label = "terraform_data.a", shape = "box"]',
    '"var.v" [label = "var.v", shape = "note"]',
    '"check.c (expand)" -> "check.c (report)"',
    '"check.c (expand)" -> "terraform_data.a (expand)"',
    '"output.o (expand)" -> "terraform_data.a (expand)"',
    String.raw`"provider[\"terraform.io/builtin/terraform\"] (close)" -> "terraform_data.a (expand)"`,
    '"root" -> "check.c (expand)"',
    '"root" -> "output.o (expand)"',
    String.raw`"root" -> "provider[\"terraform.io/builtin/terraform\"] (close)"`,
    String.raw`"terraform_data.a (expand)" -> "provider[\"terraform.io/builtin/terraform\"]"`,
    '"terraform_data.a (expand)" -> "var.v (validation)"',
    '"var.v (validation)" -> "local.l (expand)"',
    '"var.v (validation)" -> "var.v"',
  ]);
});

test("where there is nothing to destroy only outputs are drawn", () => {
  expect(linesOf(drawEmptyDestroyGraph(load(CONFIGURATION)))).toEqual(['"root" -> "output.o (expand)"']);
});
