import { expect, test } from "vitest";
import { parseStateFile, printStateFile } from "./state-file.ts";

const TEXT = `{
  "version": 4,
  "terraform_version": "1.11.4",
  "serial": 3,
  "lineage": "0ba79dc5-c3b7-03b3-91ed-faf422d9df1e",
  "outputs": {},
  "resources": [
    {
      "module": "module.a[\\"k\\"]",
      "mode": "managed",
      "type": "terraform_data",
      "name": "down",
      "provider": "provider[\\"terraform.io/builtin/terraform\\"]",
      "instances": [
        {
          "index_key": 0,
          "status": "tainted",
          "schema_version": 0,
          "attributes": {
            "id": "x",
            "input": {
              "value": 0.33333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333333335,
              "type": "number"
            }
          },
          "sensitive_attributes": [
            [
              {
                "type": "get_attr",
                "value": "input"
              }
            ]
          ],
          "private": "aGk=",
          "dependencies": [
            "terraform_data.up"
          ],
          "create_before_destroy": true
        }
      ]
    }
  ],
  "check_results": null
}
`;

// Source: the layout of a file written by terraform 1.11.4; numbers keep every digit.
test("a state file reads and writes without loss", () => {
  const { file, diagnostics } = parseStateFile(TEXT);
  expect(diagnostics).toEqual([]);
  expect(file && printStateFile(file)).toBe(TEXT);
});

// Source: terraform 1.11.4 (workflow recordings of damaged states).
test.each([
  ["not json at all", 2, "could not be parsed as JSON: syntax error at byte offset 2."],
  ["[]", 2, "The version in the state file is array. A positive whole number is required."],
  ["{}", 1, 'The state file does not have a "version" attribute, which is required to identify the format version.'],
])("refuses %s", (text, count, detail) => {
  const { file, diagnostics } = parseStateFile(text);
  expect(file).toBeUndefined();
  expect(diagnostics).toHaveLength(count);
  expect(diagnostics[0]?.detail).toContain(detail);
});
