import { expect, test } from "vitest";
import { parseStateFile, printStateFile } from "./state-file.ts";

const resource = (members: object): object => ({ type: "null_resource", ...members });

const VERSION_3 = {
  version: 3,
  terraform_version: "0.11.14",
  serial: 7,
  lineage: "abc",
  modules: [
    {
      path: ["root"],
      outputs: { o: { sensitive: false, type: "string", value: "hi" } },
      resources: {
        "null_resource.a.1": resource({
          primary: { id: "6", attributes: { id: "6", "triggers.%": "1", "triggers.a": "b" }, tainted: true },
          provider: "provider.null",
        }),
        "data.null_data_source.d": { type: "null_data_source", primary: { id: "static" } },
      },
    },
    {
      path: ["root", "m"],
      outputs: { x: { sensitive: true, type: "list", value: ["a"] } },
      resources: { "null_resource.b": resource({ primary: { id: "7" }, provider: "module.m.provider.null.east" }) },
    },
  ],
};

// Source: `terraform state pull` of terraform 1.11.4 on this file.
test("a state of terraform 0.11 is read as version 4, its attributes flat as they were", () => {
  const { file, diagnostics } = parseStateFile(JSON.stringify(VERSION_3));
  expect(diagnostics).toEqual([]);
  const { resources, ...rest } = JSON.parse(file ? printStateFile(file) : "{}") as Record<string, unknown>;
  expect(rest).toEqual({
    version: 4,
    terraform_version: "1.11.4",
    serial: 7,
    lineage: "abc",
    outputs: { o: { value: "hi", type: "string" } },
    check_results: null,
  });
  const stored = (id: object): object => ({ schema_version: 0, attributes_flat: id, sensitive_attributes: [] });
  expect(resources).toEqual([
    {
      mode: "data",
      type: "null_data_source",
      name: "d",
      provider: 'provider["registry.terraform.io/-/null"]',
      instances: [stored({ id: "static" })],
    },
    {
      mode: "managed",
      type: "null_resource",
      name: "a",
      provider: 'provider["registry.terraform.io/-/null"]',
      instances: [{ index_key: 1, status: "tainted", ...stored({ id: "6", "triggers.%": "1", "triggers.a": "b" }) }],
    },
    {
      module: "module.m",
      mode: "managed",
      type: "null_resource",
      name: "b",
      provider: 'module.m.provider["registry.terraform.io/-/null"].east',
      instances: [stored({ id: "7" })],
    },
  ]);
});

const broken = (members: object): string => JSON.stringify({ version: 4, serial: 1, lineage: "l", ...members });
const terraformData = (instances: readonly object[]): object => ({
  resources: [
    {
      mode: "managed",
      type: "terraform_data",
      name: "a",
      provider: 'provider["terraform.io/builtin/terraform"]',
      instances,
    },
  ],
});

// Source: terraform 1.11.4 on these files.
test.each([
  ['{"version":"4"}', "The version in the state file is string. A positive whole number is required."],
  [
    '{"version":5,"terraform_version":"1.20.0"}',
    "The state file uses format version 5, which is not supported by Terraform 1.11.4. This state file was created by Terraform 1.20.0.",
  ],
  [
    '{"version":0}',
    "The state file uses JSON syntax but has a version number of zero. There was never a JSON-based state format zero, so this state file is invalid and cannot be processed.",
  ],
  ['{"version":4,"serial":-1}', 'The state file field "serial" has invalid value number -1'],
  [
    '{"version":2,"modules":[{"path":["root"],"outputs":{"o":"x"}}]}',
    'The state file field "modules.outputs" has invalid value string',
  ],
  [
    broken({ outputs: { o: { value: "x", type: "number" } } }),
    'The state file has an invalid value for output "o": a number is required.',
  ],
  [
    broken({ outputs: { p: { value: 1, type: "zz" } } }),
    'The state file has an invalid type specification for output "p": invalid primitive type name "zz".',
  ],
  [
    broken(terraformData([{ attributes: { id: "1" } }, { attributes: { id: "2" } }])),
    "Instance terraform_data.a appears multiple times in the state file.",
  ],
  [
    broken(terraformData([{ index_key: true, attributes: { id: "1" } }])),
    "Resource terraform_data.a has an instance with the invalid instance key true.",
  ],
])("refuses %s", (text, detail) => {
  const { file, diagnostics } = parseStateFile(text);
  expect(file).toBeUndefined();
  expect(diagnostics.map((diagnostic) => diagnostic.detail)).toEqual([detail]);
});
