/** What `-target`, `-replace`, `-refresh-only` and `-destroy` make of a plan, in this process, on a folder of their own. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Command } from "../../src/cli/command.ts";
import { apply } from "../../src/cli/commands/apply.ts";
import { get } from "../../src/cli/commands/get.ts";
import { plan } from "../../src/cli/commands/plan.ts";
import { show } from "../../src/cli/commands/show.ts";
import { runCommand } from "../support/run-command.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "terrarium-flags-"));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

const run = (command: Command, ...args: readonly string[]) => runCommand(directory, command, args);

const write = (text: string, name = "main.tf"): void => writeFileSync(join(directory, name), text);

const applied = async (text: string): Promise<void> => {
  write(text);
  expect((await run(apply, "-auto-approve")).code).toBe(0);
};

interface PlanJson {
  readonly applyable: boolean;
  readonly resource_drift?: readonly { readonly address: string; readonly previous_address?: string }[];
  readonly resource_changes?: readonly { readonly address: string; readonly action_reason?: string }[];
  readonly output_changes?: Readonly<Record<string, unknown>>;
  readonly relevant_attributes?: readonly unknown[];
  readonly prior_state?: { readonly values: { readonly root_module: { readonly resources?: readonly Addressed[] } } };
  readonly planned_values: { readonly root_module: { readonly resources?: readonly Addressed[] } };
}

interface Addressed {
  readonly address: string;
}

const planned = async (...args: readonly string[]): Promise<PlanJson> => {
  expect((await run(plan, "-out=p", ...args)).code).toBe(0);
  return JSON.parse((await run(show, "-json", "p")).out) as PlanJson;
};

const addresses = (resources: readonly Addressed[] = []): readonly string[] => resources.map(({ address }) => address);

const STATE = '{"version":4,"lineage":"a","serial":1,"outputs":{"x":{"value":1,"type":"number"}}}';
const remote = (body: string): string => `
  data "terraform_remote_state" "r" {
    backend = "local"
    config  = { path = "\${path.module}/other.tfstate" }
    ${body}
  }
`;

// What is expected is what terraform 1.11.4 does with the same files.
describe("-target", () => {
  test("a whole module can be saved and applied, and outputs that are gone stay in the state", async () => {
    mkdirSync(join(directory, "m"));
    write('resource "terraform_data" "a" {}', "m/main.tf");
    const module = 'module "m" {\n  source = "./m"\n}\n';
    write(module);
    expect((await run(get)).code).toBe(0);
    await applied(`${module}output "gone" {\n  value = 1\n}\n`);
    write(module);
    expect(await planned("-target=module.m")).toMatchObject({ applyable: false });
    await planned("-destroy", "-target=module.m");
    expect((await run(apply, "p")).out).toContain("Resources: 0 added, 0 changed, 1 destroyed.");
  });

  test("refuses to leave out what has moved", async () => {
    await applied('resource "terraform_data" "a" {}\nresource "terraform_data" "c" {}');
    write(
      'resource "terraform_data" "b" {}\nresource "terraform_data" "c" {}\nmoved {\n  from = terraform_data.a\n  to   = terraform_data.b\n}',
    );
    const { code, err } = await run(plan, "-no-color", "-target=terraform_data.c");
    expect(code).toBe(1);
    expect(err).toContain("Error: Moved resource instances excluded by targeting");
    expect(err).toContain('\n  -target="terraform_data.a"\n  -target="terraform_data.b"\n');
  });

  test("what a targeted apply does not come to is not checked", async () => {
    const validated =
      'variable "v" {\n  default = 1\n  validation {\n    condition     = var.v > 0\n    error_message = "No."\n  }\n}';
    write(`${validated}\nresource "terraform_data" "a" {}\n`);
    expect((await run(apply, "-auto-approve", "-target=terraform_data.a")).code).toBe(0);
    const state = JSON.parse(readFileSync(join(directory, "terraform.tfstate"), "utf8")) as { check_results: unknown };
    expect(state.check_results).toEqual([
      { object_kind: "var", config_addr: "var.v", status: "unknown", objects: null },
    ]);
  });
});

describe("-replace", () => {
  test("says which instances a resource has when the key is missing", async () => {
    const repeated = (count: number): string => `resource "terraform_data" "a" {\n  count = ${count}\n}`;
    for (const [count, text] of [
      [0, "because this resource doesn't have any instances."],
      [
        1,
        'To force replacement of the single declared instance, use the following\noption instead:\n  -replace="terraform_data.a[0]"',
      ],
      [2, 'following options instead:\n  -replace="terraform_data.a[0]"\n  -replace="terraform_data.a[1]"'],
    ] as const) {
      await applied(repeated(count));
      const { out } = await run(plan, "-no-color", "-replace=terraform_data.a");
      expect(out).toContain("Warning: Incompletely-matched force-replace resource instance");
      expect(out.replaceAll("instances\nbecause", "instances because")).toContain(text);
    }
  });

  test("replace_triggered_by is the reason that is told", async () => {
    const text = (input: number): string =>
      `
      resource "terraform_data" "a" { input = ${input} }
      resource "terraform_data" "b" {
        lifecycle { replace_triggered_by = [terraform_data.a] }
      }`
        .replace(/\{ (input = \d) \}/, "{\n$1\n}")
        .replace(/lifecycle \{ (.*) \}/, "lifecycle {\n$1\n}");
    await applied(text(1));
    write(text(2));
    const { resource_changes: changes } = await planned("-replace=terraform_data.b");
    expect(changes?.find(({ address }) => address === "terraform_data.b")?.action_reason).toBe("replace_by_triggers");
  });
});

describe("-refresh-only", () => {
  test("a move is shown, and is nothing to apply", async () => {
    await applied('resource "terraform_data" "a" {}');
    write('resource "terraform_data" "b" {}\nmoved {\n  from = terraform_data.a\n  to   = terraform_data.b\n}');
    const { applyable, resource_drift: drift } = await planned("-refresh-only");
    expect(applyable).toBe(false);
    expect(drift).toMatchObject([{ address: "terraform_data.b", previous_address: "terraform_data.a" }]);
    const { out } = await run(plan, "-refresh-only", "-json");
    expect(out).toContain('"@message":"terraform_data.b: Drift detected (move)"');
  });

  test("other dependencies are something to apply, which leaves checks as they were found", async () => {
    const checked =
      'resource "terraform_data" "b" {\n  lifecycle {\n    precondition {\n      condition     = path.root != ""\n      error_message = "No."\n    }\n  }\n';
    await applied(`resource "terraform_data" "a" {}\n${checked}}`);
    write(`resource "terraform_data" "a" {}\n${checked}  depends_on = [terraform_data.a]\n}`);
    expect((await planned("-refresh-only")).applyable).toBe(true);
    expect((await run(apply, "p")).code).toBe(0);
    const state = JSON.parse(readFileSync(join(directory, "terraform.tfstate"), "utf8")) as {
      readonly check_results: readonly { readonly status: string }[];
    };
    expect(state.check_results.map(({ status }) => status)).toEqual(["pass"]);
  });
});

describe("-destroy", () => {
  test("what something needs that has to stay is not come to", async () => {
    const guarded =
      'resource "terraform_data" "b" {\n  input = terraform_data.a.id\n  lifecycle {\n    prevent_destroy = true\n  }\n}';
    await applied(`resource "terraform_data" "a" {}\n${guarded}`);
    const { code, out } = await run(plan, "-no-color", "-destroy");
    expect(code).toBe(1);
    expect(out).toContain("# terraform_data.b will be destroyed");
    expect(out).not.toContain("# terraform_data.a will be destroyed");
  });

  test("nothing is read where there is no state", async () => {
    write(remote(""));
    const { code, out } = await run(plan, "-no-color", "-destroy");
    expect(code).toBe(0);
    expect(out).toContain("No changes. No objects need to be destroyed.");
  });
});

describe("data sources", () => {
  test("wait for what they refer to, even where all they want of it is known", async () => {
    write(STATE, "other.tfstate");
    const text = (input: number): string =>
      `resource "terraform_data" "a" {\n  input = ${input}\n}\n${remote("defaults = { y = terraform_data.a.id }")}`;
    await applied(text(1));
    write(text(2));
    const { resource_changes: changes, prior_state: prior } = await planned();
    const read = changes?.find(({ address }) => address === "data.terraform_remote_state.r");
    expect(read?.action_reason).toBe("read_because_dependency_pending");
    expect(addresses(prior?.values.root_module.resources)).toEqual(["terraform_data.a"]);
  });
});

describe("show -json", () => {
  test("only arguments make attributes relevant", async () => {
    write(`
      resource "terraform_data" "a" {}
      resource "terraform_data" "b" {
        count      = terraform_data.a.input == null ? 1 : 0
        depends_on = [terraform_data.a]
        provisioner "local-exec" {
          command = "echo \${terraform_data.a.id}"
        }
      }
      output "o" {
        value      = 1
        depends_on = [terraform_data.a]
      }`);
    expect((await planned()).relevant_attributes).toBeUndefined();
  });

  test("planned values are in the order of their addresses as texts", async () => {
    write('resource "terraform_data" "b1" {\n  count = 1\n}\nresource "terraform_data" "b12" {}');
    const { planned_values: values } = await planned();
    expect(addresses(values.root_module.resources)).toEqual(["terraform_data.b12", "terraform_data.b1[0]"]);
  });
});
