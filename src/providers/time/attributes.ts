/** Attributes that several types of the time provider have. */
import { mapOf, NUMBER, STRING } from "../../terraform/lang/type.ts";
import { fromPlain, type PlainObject } from "../framework/plain.ts";
import { type PlanDraft, ProviderFailure, withAttributes } from "../framework/resource.ts";
import type { AttributeDefinition } from "../framework/schema.ts";
import { formatTimestamp, parseTimestamp, type Timestamp, TimestampError } from "./timestamp.ts";

export const triggers: AttributeDefinition = { type: mapOf(STRING), optional: true, forceNew: true };

const computedNumber: AttributeDefinition = { type: NUMBER, computed: true };

export const parts: Readonly<Record<string, AttributeDefinition>> = {
  year: computedNumber,
  month: computedNumber,
  day: computedNumber,
  hour: computedNumber,
  minute: computedNumber,
  second: computedNumber,
  unix: computedNumber,
};

/** A time that may be given, else is worked out. */
export const givenTime: AttributeDefinition = {
  optional: true,
  computed: true,
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
          "A string value was provided that is not valid RFC3339 string format.\n\n" +
          `Given Value: ${value.string}\nError: ${error.message}`,
      };
    }
  },
};

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

const TIMES = new Set(["base_rfc3339", "rfc3339", "rotation_rfc3339", "id"]);

/** A time is stored as it was planned where it reads the same to the second: its zone and fraction stay as written. */
export function asPlanned(planned: PlainObject, attributes: PlainObject): PlainObject {
  const readsAs = (given: unknown, made: unknown): boolean =>
    typeof given === "string" && formatTimestamp(parseTimestamp(given)) === made;
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [
      name,
      TIMES.has(name) && readsAs(planned[name], value) ? (planned[name] as string) : value,
    ]),
  );
}
