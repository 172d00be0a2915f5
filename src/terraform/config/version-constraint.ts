/** Version constraints as written in a configuration: `>= 1.2, < 2.0`. */
import type { SourceRange } from "../../hcl/source.ts";

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

export interface Version {
  readonly numbers: readonly number[];
  readonly prerelease: string;
  readonly metadata: string;
}
