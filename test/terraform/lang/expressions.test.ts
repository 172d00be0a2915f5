/**
 * Expressions recorded from terraform 1.11.4: values, types and errors must be the same. Needs the recordings beside
 * the repository.
 */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../../src/hcl/diagnostic.ts";
import { parseFile } from "../../../src/hcl/parse.ts";
import type { SourceRange } from "../../../src/hcl/source.ts";
import { evaluate } from "../../../src/terraform/lang/evaluate.ts";
import { formatValue } from "../../../src/terraform/lang/format-value.ts";
import { toJson, typeToJson, writeJson } from "../../../src/terraform/lang/json.ts";
import { isWhollyKnown } from "../../../src/terraform/lang/known.ts";
import { withoutDeepMarks } from "../../../src/terraform/lang/marks.ts";
import type { Value } from "../../../src/terraform/lang/value.ts";
import { oracleScope } from "./oracle-scope.ts";

const DATA = path.resolve("../shared/data/hcl");
const FILE = path.join(DATA, "expressions.jsonl");
const FLOOR = 0.99;

interface RecordedError {
  readonly summary: string;
  readonly detail: string;
  readonly range?: { readonly start: unknown; readonly end: unknown };
  readonly snippet?: { readonly function_call?: unknown };
}

interface Recorded {
  readonly id: string;
  readonly cat: string;
  readonly expr: string;
  readonly ok: boolean;
  readonly type?: unknown;
  readonly value?: unknown;
  readonly console?: string;
  readonly loose?: boolean;
  readonly errors?: readonly RecordedError[];
}

// What only the engine around the language knows: what is declared, and where ephemeral values may go.
const ENGINE =
  /^(?:Reference to (?:undeclared|"each"|"count")|Ephemeral value not allowed|Invalid "(?:path|terraform|self)")/;
const VOLATILE = /\b(?:timestamp|uuid|bcrypt|plantimestamp|pathexpand|abspath)\(|path\.cwd/;

const canonical = (json: unknown): string =>
  JSON.stringify(json, (_, value: unknown) =>
    value && typeof value === "object" && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** Terraform shows an empty range as one column wide. */
function shown({ start, end }: SourceRange): unknown {
  const wide = start.byte === end.byte ? { ...end, column: end.column + 1, byte: end.byte + 1 } : end;
  return [start, wide];
}

const ofDiagnostic = ({ summary, detail, subject, extra }: Diagnostic, loose: boolean): string =>
  canonical([summary, loose ? "" : detail, subject && shown(subject), extra?.["functionCall"] ?? null]);

const ofRecorded = ({ summary, detail, range, snippet }: RecordedError, loose: boolean): string =>
  canonical([summary, loose ? "" : detail, range && [range.start, range.end], snippet?.function_call ?? null]);

function outcome(recorded: Recorded, scope: ReturnType<typeof oracleScope>): string | undefined {
  const { id, expr, ok, loose = false } = recorded;
  const { file, diagnostics } = parseFile("e.tf", `output "${id}" {\n  value = ${expr}\n}\n`);
  const expression = file.body.blocks[0]?.body.attributes.get("value")?.expression;
  const evaluated =
    diagnostics.length > 0 || !expression ? { value: undefined, diagnostics } : evaluate(expression, scope);
  if (!ok) {
    const got = [...new Set(evaluated.diagnostics.map((d) => ofDiagnostic(d, loose)))].sort().join("\n");
    const wanted = [...new Set((recorded.errors ?? []).map((e) => ofRecorded(e, loose)))].sort().join("\n");
    return got === wanted ? undefined : `wanted ${wanted}\n     got ${got}`;
  }
  if (evaluated.diagnostics.length > 0) return `failed: ${evaluated.diagnostics[0]?.detail}`;
  return compareValue(recorded, evaluated.value as Value);
}

function compareValue({ type, value, expr, console: text }: Recorded, got: Value): string | undefined {
  const gotType = canonical(JSON.parse(writeJson(typeToJson(got.type))));
  if (type !== null && type !== undefined && !got.isNull && gotType !== canonical(type))
    return `wanted type ${canonical(type)}, got ${gotType}`;
  if (value === undefined) {
    return type === null && isWhollyKnown(got) ? `wanted something unknown, got ${formatValue(got)}` : undefined;
  }
  if (!isWhollyKnown(got)) return `wanted ${canonical(value)}, got something unknown`;
  const gotValue = canonical(JSON.parse(writeJson(toJson(withoutDeepMarks(got)))));
  if (!VOLATILE.test(expr) && gotValue !== canonical(value)) return `wanted ${canonical(value)}\n     got ${gotValue}`;
  // The recorded console had no state, so what comes from resources was unknown there.
  const inConsole = text !== undefined && text !== "(known after apply)" && !VOLATILE.test(expr);
  if (inConsole && formatValue(got) !== text) {
    return `wanted console ${text}\n     got ${formatValue(got)}`;
  }
  return undefined;
}

describe.skipIf(!existsSync(FILE))("expressions as terraform evaluates them (recordings in ../shared/data)", () => {
  test(`at least ${FLOOR * 100} % are exactly the same`, () => {
    const scope = oracleScope(path.join(DATA, "exprctx"));
    const cases = readFileSync(FILE, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Recorded);
    const relevant = cases.filter(({ errors }) => !errors?.some(({ summary }) => ENGINE.test(summary)));
    const failures: string[] = [];
    for (const recorded of relevant) {
      let difference: string | undefined;
      try {
        difference = outcome(recorded, scope);
      } catch (error) {
        difference = `threw ${(error as Error).stack?.split("\n").slice(0, 4).join(" | ")}`;
      }
      if (difference) failures.push(`${recorded.id} ${recorded.cat} ${JSON.stringify(recorded.expr)}\n  ${difference}`);
    }
    const report = process.env["EXPRESSION_FAILURES"];
    if (report) console.log(failures.join("\n"), `\n${failures.length} of ${relevant.length} differ`);
    expect(1 - failures.length / relevant.length, failures.slice(0, 5).join("\n")).toBeGreaterThanOrEqual(FLOOR);
  });
});
