/** Flags that plan, apply, destroy and refresh have in common. */
import { type FlagDefinitions, type ParsedFlags, parseFlags } from "../flags.ts";

export const OPERATION_FLAGS = {
  input: "boolean",
  lock: "boolean",
  "lock-timeout": "duration",
  "no-color": "boolean",
  "compact-warnings": "boolean",
  json: "boolean",
  parallelism: "number",
  refresh: "boolean",
  "refresh-only": "boolean",
  destroy: "boolean",
  target: "list",
  replace: "list",
  var: "list",
  "var-file": "list",
  state: "string",
} as const satisfies FlagDefinitions;

export const PLAN_FLAGS = {
  ...OPERATION_FLAGS,
  out: "string",
  "detailed-exitcode": "boolean",
  "generate-config-out": "string",
} as const satisfies FlagDefinitions;

export const APPLY_FLAGS = {
  ...OPERATION_FLAGS,
  "auto-approve": "boolean",
  backup: "string",
  "state-out": "string",
} as const satisfies FlagDefinitions;

const REFRESH_FLAGS = {
  ...OPERATION_FLAGS,
  backup: "string",
  "state-out": "string",
} as const satisfies FlagDefinitions;

export type PlanFlags = ParsedFlags<typeof PLAN_FLAGS>;
export type ApplyFlags = ParsedFlags<typeof APPLY_FLAGS>;
export type OperationFlags = PlanFlags["values"] & ApplyFlags["values"];

export const parsePlanFlags = (args: readonly string[]): PlanFlags => parseFlags(args, PLAN_FLAGS);
export const parseRefreshFlags = (args: readonly string[]): ParsedFlags<typeof REFRESH_FLAGS> =>
  parseFlags(args, REFRESH_FLAGS);
export const parseApplyFlags = (args: readonly string[]): ApplyFlags => parseFlags(args, APPLY_FLAGS);
