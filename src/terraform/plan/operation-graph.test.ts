import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadConfiguration } from "../config/load-tree.ts";
import type { ModuleTree } from "../config/module.ts";
import { Sources } from "../diagnostics/sources.ts";
import { State } from "../state/state.ts";
import { parseStateFile } from "../state/state-file.ts";
import { drawApplyGraph, drawDestroyGraph, drawPlanGraph } from "./operation-graph.ts";

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
  expect(linesOf(drawPlanGraph(load(CONFIGURATION), new State()))).toEqual([
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
  expect(linesOf(drawDestroyGraph(load(CONFIGURATION), new State()))).toEqual(['"root" -> "output.o (expand)"']);
});

const OBJECTS = String.raw`{
  "version": 4, "serial": 1, "lineage": "l", "outputs": { "gone": { "value": "x", "type": "string" } },
  "resources": [
    { "mode": "managed", "type": "terraform_data", "name": "a", "provider": "provider[\"terraform.io/builtin/terraform\"]",
      "instances": [{ "schema_version": 0, "attributes": { "id": "1" } }] },
    { "module": "module.m", "mode": "managed", "type": "terraform_data", "name": "b", "provider": "provider[\"terraform.io/builtin/terraform\"]",
      "instances": [
        { "index_key": 0, "schema_version": 0, "attributes": { "id": "2" }, "dependencies": ["terraform_data.a"] },
        { "index_key": 1, "schema_version": 0, "attributes": { "id": "3" }, "dependencies": ["terraform_data.a"] }
      ] }
  ]
}`;

const state = (): State => parseStateFile(OBJECTS).file?.state ?? new State();

/** Without the shapes, and with a short name for the provider. */
const edgesOf = (drawing: string): readonly string[] =>
  linesOf(drawing)
    .filter((line) => line.includes(" -> "))
    .map((line) => line.replaceAll(String.raw`provider[\"terraform.io/builtin/terraform\"]`, "P").replaceAll('"', ""));

// As terraform 1.11.4 draws them for such a state.
test("a plan's graph has the objects that the configuration does not have any more", () => {
  expect(edgesOf(drawPlanGraph(load(CONFIGURATION), state()))).toEqual(
    expect.arrayContaining([
      "module.m.terraform_data.b[0] (orphan) -> P",
      "P (close) -> module.m.terraform_data.b[1] (orphan)",
      "root -> module.m (close)",
      "root -> output.gone (destroy)",
    ]),
  );
});

test("what depends on a thing is destroyed before it, whatever its key", () => {
  expect(edgesOf(drawDestroyGraph(load(CONFIGURATION), state()))).toEqual([
    "module.m.terraform_data.b (destroy) -> P",
    "P (close) -> terraform_data.a (destroy)",
    "root -> output.gone (destroy)",
    "root -> output.o (expand)",
    "root -> P (close)",
    "terraform_data.a (destroy) -> module.m.terraform_data.b (destroy)",
  ]);
});

test("where nothing changes there are no objects in the graph of an apply, and no reports of checks", () => {
  const edges = edgesOf(drawApplyGraph(load(CONFIGURATION), undefined, state()));
  expect(edges.filter((edge) => /orphan|destroy|report/.test(edge))).toEqual(["root -> output.gone (destroy)"]);
});
