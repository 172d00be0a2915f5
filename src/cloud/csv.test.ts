/** Comma-separated values, there and back. Source: RFC 4180. */
import { expect, test } from "vitest";
import { parseCsv, writeCsv } from "./csv.ts";

test.each<[string, string[][], string?]>([
  [
    "a,b\n1,2\n",
    [
      ["a", "b"],
      ["1", "2"],
    ],
  ],
  ['a\r\n"x, y"\r\n', [["a"], ["x, y"]]],
  ['"say ""hi"""\n"two\nlines"\n', [['say "hi"'], ["two\nlines"]]],
  ["a|b|\n", [["a", "b", ""]], "|"],
  ["\n\na\n", [["a"]]],
])("%j", (text, rows, delimiter) => {
  expect(parseCsv(text, delimiter)).toEqual(rows);
});

test("what is written is read again", () => {
  const rows = [["a", 'b "c"', "d,e", "f\ng", ""]];
  expect(writeCsv(rows)).toBe('a,"b ""c""","d,e","f\ng",\n');
  expect(parseCsv(writeCsv(rows))).toEqual(rows);
});
