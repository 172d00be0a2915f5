/** Version constraints as written in a configuration: `>= 1.2, < 2.0`. */
import type { SourceRange } from "../../hcl/source.ts";
import { compareVersions, parseVersion, printVersion, type Version } from "./version.ts";

export interface VersionConstraint {
  /** As written. */
  readonly text: string;
  readonly terms: readonly VersionTerm[];
  readonly range: SourceRange;
}

export type VersionOperator = "=" | "!=" | ">" | ">=" | "<" | "<=" | "~>";

export interface VersionTerm {
  readonly operator: VersionOperator;
  readonly version: Version;
  /** How many numbers were written; `~>` depends on it. */
  readonly precision: number;
}

/** Undefined when the text is no constraint. */
export function parseVersionTerms(text: string): VersionTerm[] | undefined {
  const terms: VersionTerm[] = [];
  for (const part of text.split(",")) {
    const match = /^\s*(=|!=|>=|<=|>|<|~>|)\s*(\S+)\s*$/.exec(part);
    const version = match && parseVersion(match[2] as string);
    if (!match || !version) return undefined;
    const written = /^v?([0-9.]+)/.exec(match[2] as string)?.[1] ?? "";
    const operator = (match[1] || "=") as VersionOperator;
    terms.push({ operator, version, precision: written.split(".").length });
  }
  return terms;
}

export const meetsTerms = (version: Version, terms: readonly VersionTerm[]): boolean =>
  terms.every((term) => meetsTerm(version, term));

function meetsTerm(version: Version, { operator, version: wanted, precision }: VersionTerm): boolean {
  const order = compareVersions(version, wanted);
  switch (operator) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case ">":
      return prereleaseFits(version, wanted) && order > 0;
    case ">=":
      return prereleaseFits(version, wanted) && order >= 0;
    case "<":
      return prereleaseFits(version, wanted) && order < 0;
    case "<=":
      return prereleaseFits(version, wanted) && order <= 0;
    case "~>":
      return prereleaseFits(version, wanted) && order >= 0 && withinPessimistic(version, wanted, precision);
  }
}

/** A prerelease is only met by a constraint that names a prerelease of the same numbers. */
function prereleaseFits(version: Version, wanted: Version): boolean {
  if (version.prerelease === "") return true;
  return wanted.prerelease !== "" && version.numbers.every((number, i) => number === (wanted.numbers[i] ?? 0));
}

/** `~> 1.2.3` allows the last written number to grow, and nothing before it. */
const withinPessimistic = (version: Version, wanted: Version, precision: number): boolean =>
  wanted.numbers.slice(0, Math.max(precision - 1, 1)).every((number, i) => version.numbers[i] === number);

/** The form of lock files and messages: `>= 3.0.0, ~> 3.5`. */
export function printTerms(terms: readonly VersionTerm[]): string {
  const texts = [...terms].sort(compareTerms).map(({ operator, version, precision }) => {
    const numbers = operator === "~>" ? version.numbers.slice(0, precision) : version.numbers;
    const text = printVersion({ ...version, numbers });
    return operator === "=" ? text : `${operator} ${text}`;
  });
  return [...new Set(texts)].join(", ");
}

const OPERATOR_ORDER: readonly VersionOperator[] = ["=", "!=", ">", ">=", "<", "<=", "~>"];

const compareTerms = (a: VersionTerm, b: VersionTerm): number =>
  compareVersions(a.version, b.version) || OPERATOR_ORDER.indexOf(a.operator) - OPERATOR_ORDER.indexOf(b.operator);
