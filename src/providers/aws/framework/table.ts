/**
 * The format of `../schema/<service>.generated.json`: facts about resource types and data sources of the hashicorp/aws
 * provider, compiled by `scripts/aws-schema`.
 */
import type { Plain } from "./plain.ts";

export interface ServiceTable {
  readonly resources: Readonly<Record<string, TypeTable>>;
  readonly dataSources: Readonly<Record<string, TypeTable>>;
}

export interface BlockTable {
  /** Flags and type: r required, o optional, c computed, s sensitive, w write-only, d deprecated, ! forces a new object. */
  readonly attributes?: Readonly<Record<string, string>>;
  readonly blocks?: Readonly<Record<string, NestedTable>>;
  readonly defaults?: Readonly<Record<string, Plain>>;
  readonly rules?: Readonly<Record<string, readonly RuleTable[]>>;
}

export interface NestedTable extends BlockTable {
  readonly nesting: "list" | "set" | "single";
  readonly min?: number;
  readonly max?: number;
  readonly computed?: boolean;
  readonly forceNew?: boolean;
}

export interface TypeTable extends BlockTable {
  readonly version?: number;
  readonly groups?: readonly (readonly [kind: string, ...names: string[]])[];
  /** What is said to a configuration that has one of these. */
  readonly deprecations?: Readonly<Record<string, string>>;
  readonly modern?: boolean;
  readonly recomputed?: readonly string[];
}

/** One check of a value: its kind, then the kind's own members. Members of "any" are checks, of which one has to hold. */
export type RuleTable = readonly [kind: string, ...rest: RulePart[]];

type RulePart = string | number | readonly RulePart[];
