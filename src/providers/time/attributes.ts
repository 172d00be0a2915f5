/** Attributes that several types of the time provider have. */
import { mapOf, NUMBER, STRING } from "../../terraform/lang/type.ts";
import { fromPlain, type PlainObject } from "../framework/plain.ts";
import { type PlanDraft, ProviderFailure, withAttributes } from "../framework/resource.ts";
import type { AttributeDefinition } from "../framework/schema.ts";
import { parseTimestamp, type Timestamp, TimestampError } from "./timestamp.ts";

export const triggers: AttributeDefinition = { type: mapOf(STRING), optional: true, forceNew: true };

const computedNumber: AttributeDefinition = { type: NUMBER, computed: true, keep: true };

export const parts: Readonly<Record<string, AttributeDefinition>> = {
  year: computedNumber,
  month: computedNumber,
  day: computedNumber,
  hour: computedNumber,
  minute: computedNumber,
  second: computedNumber,
  unix: computedNumber,
};

export const rfc3339 = (name: string): AttributeDefinition => ({
  type: STRING,
  check: (value) => {
    try {
      parseTimestamp(value.string);
      return undefined;
    } catch (error) {
      if (!(error instanceof TimestampError)) throw error;
      return {
        severity: "error",
        summary: "Invalid RFC3339 String Value",
        detail:
          `A string value was provided that is not valid RFC3339 string format.\n\n` +
          `Path: ${name}\nGiven Value: ${value.string}\nError: ${error.message}`,
      };
    }
  },
});

/** Parses what a user or a state gives, or says in the provider's words why it cannot. */
export function timestampOr(text: string, summary: string, what: string): Timestamp | ProviderFailure {
  try {
    return parseTimestamp(text);
  } catch (error) {
    if (!(error instanceof TimestampError)) throw error;
    return new ProviderFailure(
      summary,
      `The ${what} that was supplied could not be parsed as RFC3339.\n\n+Original Error: ${error.message}`,
    );
  }
}

/** Writes known results into a plan. */
export function withPlanned(draft: PlanDraft, attributes: PlainObject): PlanDraft {
  const changes = Object.entries(attributes).map(
    ([name, plain]) => [name, fromPlain(plain, (draft.planned.entries.get(name) ?? draft.planned).type)] as const,
  );
  return { ...draft, planned: withAttributes(draft.planned, Object.fromEntries(changes)) };
}

/** Refuses a configuration that gives none of these. */
export const atLeastOneOf = (config: PlainObject, names: readonly string[]) =>
  names.every((name) => config[name] === null || config[name] === undefined)
    ? [
        {
          severity: "error" as const,
          summary: "Missing Attribute Configuration",
          detail: `At least one of these attributes must be configured: [${names.join(",")}]`,
        },
      ]
    : [];
