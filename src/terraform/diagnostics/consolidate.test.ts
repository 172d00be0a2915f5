import { expect, test } from "vitest";
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { consolidateWarnings } from "./consolidate.ts";

const at = (line: number) => ({
  filename: "main.tf",
  start: { line, column: 1, byte: line * 10 },
  end: { line, column: 2, byte: line * 10 + 1 },
});

const warning = (line: number, extra?: Diagnostic["extra"]): Diagnostic => ({
  severity: "warning",
  summary: "Same",
  detail: "Detail.",
  subject: at(line),
  ...(extra && { extra }),
});

const advice = { advice: true };

test.each([
  ["two places", [warning(1), warning(2)], "Detail.\n\n(and one more similar warning elsewhere)"],
  [
    "one place twice, as planning and applying say it",
    [warning(1), warning(1)],
    "Detail.\n\n(and one more similar warning elsewhere)",
  ],
  ["advice on one place, twice", [warning(1, advice), warning(1, advice)], "Detail."],
  [
    "advice on two places, one of them twice",
    [warning(1, advice), warning(2, advice), warning(2, advice)],
    "Detail.\n\n(and one more similar warning elsewhere)",
  ],
])("%s", (_, given, detail) => {
  expect(consolidateWarnings(given).map(({ diagnostic }) => diagnostic.detail)).toEqual([detail]);
});
