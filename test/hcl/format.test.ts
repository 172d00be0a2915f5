/** Sources formatted by terraform 1.11.4. Needs the recordings beside the repository. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { formatSource } from "../../src/hcl/format.ts";
import { parseFile } from "../../src/hcl/parse.ts";

const FILE = path.resolve("../shared/data/hcl/fmt.jsonl");
const FLOOR = 0.98;

interface Recorded {
  readonly id: string;
  readonly in: string;
  readonly out: string;
  readonly rc?: number;
}

/** `terraform fmt -` ends what it prints with a line break. */
const printed = (source: string): string => formatSource(source).replace(/\n?$/, "\n");

describe.skipIf(!existsSync(FILE))("formatting as terraform does (recordings in ../shared/data)", () => {
  test(`at least ${FLOOR * 100} % are exactly the same`, () => {
    const cases = readFileSync(FILE, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Recorded);
    const valid = cases.filter((c) => parseFile("a.tf", c.in).diagnostics.length === 0);
    const different = valid.filter((c) => printed(c.in) !== c.out);
    const report = different.map((c) => JSON.stringify({ ...c, got: printed(c.in) }));
    expect(1 - different.length / valid.length, report.slice(0, 12).join("\n")).toBeGreaterThanOrEqual(FLOOR);
  });
});
