/**
 * Infinite numbers, as of `1 / 0`, are values of the language but have no JSON form: neither a state nor a plan can
 * hold them. Terraform says so where it would write one (checked with 1.11.4).
 */
import type { Diagnostic } from "../../hcl/diagnostic.ts";
import { NO_JSON_FOR_INFINITY } from "../lang/json.ts";

export const CANNOT_SHOW_PLAN = `Failed to marshal plan to json: ${NO_JSON_FOR_INFINITY}`;

export const infiniteObject = (name: string): Diagnostic => ({
  severity: "error",
  summary: `failed to encode ${name} in state: failed to serialize value: ${NO_JSON_FOR_INFINITY}`,
  detail: "",
});

const infiniteOutput = (name: string): string =>
  `Failed to serialize output value in state: An error occured while serializing output value ${JSON.stringify(name)}: ${NO_JSON_FOR_INFINITY}.`;

export const unsavedOutput = (name: string): Diagnostic => ({
  severity: "error",
  summary: "Failed to save state",
  detail: `Error saving state: ${infiniteOutput(name)}`,
});

export const unsavedPlan = (output: string): Diagnostic => ({
  severity: "error",
  summary: "Failed to write plan file",
  detail: `The plan file could not be written: failed to write state snapshot: ${infiniteOutput(output)}.`,
});
