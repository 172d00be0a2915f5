import { expect, test } from "vitest";
import { errorAt } from "../../hcl/diagnostic.ts";
import { parseFile } from "../../hcl/parse.ts";
import { diagnosticJson } from "./json.ts";
import { PLAIN } from "./palette.ts";
import { Sources } from "./sources.ts";
import { diagnosticBox, diagnosticPlain } from "./text.ts";
import { wordWrap } from "./word-wrap.ts";

const TEXT = 'resource "terraform_data" "a" {\n  inptu = "x"\n}\n';

function example() {
  const sources = new Sources();
  const { file } = parseFile("main.tf", TEXT);
  sources.add(file);
  const range = file.body.blocks[0]?.body.attributes.get("inptu")?.nameRange;
  if (!range) throw new Error("No such attribute");
  const detail = 'An argument named "inptu" is not expected here. Did you mean "input"?';
  return diagnosticJson(errorAt(range, "Unsupported argument", detail), sources);
}

// Source: terraform 1.11.4 -no-color.
test("without colour a diagnostic is indented paragraphs", () => {
  expect(diagnosticPlain(example(), 78)).toBe(`
Error: Unsupported argument

  on main.tf line 2, in resource "terraform_data" "a":
   2:   inptu = "x"

An argument named "inptu" is not expected here. Did you mean "input"?
`);
});

test("with colour a diagnostic is a box", () => {
  expect(diagnosticBox(example(), 50, PLAIN)).toBe(`╷
│ Error: Unsupported argument
│
│   on main.tf line 2, in resource "terraform_data" "a":
│    2:   inptu = "x"
│
│ An argument named "inptu" is not expected here.
│ Did you mean "input"?
╵
`);
});

test("the snippet counts bytes", () => {
  expect(example().snippet).toEqual({
    context: 'resource "terraform_data" "a"',
    code: '  inptu = "x"',
    start_line: 2,
    highlight_start_offset: 2,
    highlight_end_offset: 7,
    values: [],
  });
});

test.each([
  ["one two three", 7, "one two\nthree"],
  ["toolongword it is", 5, "toolongword\nit is"],
  ["a\nb c", 80, "a\nb c"],
  ["keeps  two", 80, "keeps  two"],
])("%j wrapped at %i", (text, limit, wrapped) => {
  expect(wordWrap(text, limit)).toBe(wrapped);
});
