/** `time_offset` and `time_rotating`: times worked out from a base. */
import { quoteGo } from "../../terraform/lang/quote.ts";
import { NUMBER, STRING } from "../../terraform/lang/type.ts";
import type { ValuePath } from "../../terraform/lang/value.ts";
import { atLeastOneOf } from "../framework/combinations.ts";
import { parseGoInteger } from "../framework/go-errors.ts";
import type { PlainObject } from "../framework/plain.ts";
import { toPlainObject, UNKNOWN } from "../framework/plain.ts";
import { defineResource, type Outcome, type PlanDraft, ProviderFailure } from "../framework/resource.ts";
import type { AttributeDefinition } from "../framework/schema.ts";
import { atLeast } from "../framework/validate.ts";
import { asPlanned, givenTime, parts, timestampOr, triggers, withPlanned } from "./attributes.ts";
import {
  addDate,
  addSeconds,
  currentTime,
  formatTimestamp,
  parseTimestamp,
  type Timestamp,
  TimestampError,
  timestampParts,
} from "./timestamp.ts";

const number = (object: PlainObject, name: string): number => Number(object[name] ?? 0);
const numbers = (prefix: string, units: readonly string[], definition: AttributeDefinition) =>
  Object.fromEntries(units.map((unit) => [`${prefix}_${unit}`, definition]));
const names = (prefix: string, units: readonly string[]): string[] => units.map((unit) => `${prefix}_${unit}`);

const OFFSETS = ["years", "months", "days", "hours", "minutes", "seconds"] as const;
const ROTATIONS = ["years", "months", "days", "hours", "minutes"] as const;

// One after the other in this order: a month after a day is another time than a day after a month.
function offsetTime(base: Timestamp, planned: PlainObject): Timestamp {
  const offset = (unit: string): number => number(planned, `offset_${unit}`);
  let time = addDate(base, 0, 0, offset("days"));
  time = addSeconds(time, offset("hours") * 3600 + offset("minutes") * 60);
  time = addDate(time, 0, offset("months"), 0);
  time = addSeconds(time, offset("seconds"));
  return addDate(time, offset("years"), 0, 0);
}

function offsetAttributes(base: Timestamp, planned: PlainObject): PlainObject {
  const time = offsetTime(base, planned);
  const text = formatTimestamp(base);
  return { base_rfc3339: text, id: text, rfc3339: formatTimestamp(time), ...timestampParts(time) };
}

export const timeOffset = defineResource({
  schema: {
    attributes: {
      base_rfc3339: givenTime,
      ...numbers("offset", OFFSETS, { type: NUMBER, optional: true }),
      triggers,
      ...parts,
      rfc3339: { type: STRING, computed: true },
      id: { type: STRING, computed: true },
    },
  },
  validate: (config) => atLeastOneOf(config, names("offset", [...OFFSETS].reverse())),
  adjustPlan: (draft) => whenAmountsChange(draft, names("offset", OFFSETS), "base_rfc3339", offsetAttributes),
  create: (planned) =>
    fromBase(planned["base_rfc3339"], "Create time offset error", "base_rfc3339 timestamp", (base) =>
      asPlanned(planned, offsetAttributes(base, planned)),
    ),
  update: (planned) =>
    fromBase(planned["base_rfc3339"], "Update time offset error", "base_rfc3339 timestamp", (base) =>
      asPlanned(planned, offsetAttributes(base, planned)),
    ),
  import(id) {
    const [base, ...rest] = id.split(",");
    if (rest.length !== OFFSETS.length || base === "" || rest.every((part) => part === "")) {
      return wrongId(
        id,
        "BASETIMESTAMP,YEARS,MONTHS,DAYS,HOURS,MINUTES,SECONDS" +
          (rest.length === OFFSETS.length ? " where at least one offset value is non-empty" : ""),
      );
    }
    const offsets = importedAmounts("offset", OFFSETS, rest);
    if (!("amounts" in offsets)) {
      return new ProviderFailure(
        "Import time offset error",
        `The ${offsets.name} parameter that was supplied could not be parsed as Int64.\n\n+Original Error: ${offsets.error}`,
      );
    }
    return fromBase(base, "Create time offset error", "base_rfc3339 timestamp", (time) => ({
      ...offsets.amounts,
      ...offsetAttributes(time, offsets.amounts),
      triggers: {},
    }));
  },
});

// They do not add up: each that is set counts from the base, and the last one set wins.
function rotationTime(base: Timestamp, planned: PlainObject): Timestamp {
  const rotation = (unit: string): number => number(planned, `rotation_${unit}`);
  const given = planned["rotation_rfc3339"];
  let time = base;
  if (rotation("days")) time = addDate(base, 0, 0, rotation("days"));
  if (rotation("hours")) time = addSeconds(base, rotation("hours") * 3600);
  if (rotation("minutes")) time = addSeconds(base, rotation("minutes") * 60);
  if (rotation("months")) time = addDate(base, 0, rotation("months"), 0);
  if (typeof given === "string" && given !== "") time = parseTimestamp(given);
  if (rotation("years")) time = addDate(base, rotation("years"), 0, 0);
  return time;
}

function rotationAttributes(base: Timestamp, planned: PlainObject): PlainObject {
  const time = rotationTime(base, planned);
  const text = formatTimestamp(base);
  return { rfc3339: text, id: text, rotation_rfc3339: formatTimestamp(time), ...timestampParts(time) };
}

export const timeRotating = defineResource({
  schema: {
    attributes: {
      rfc3339: { ...givenTime, forceNew: true },
      ...numbers("rotation", ROTATIONS, { type: NUMBER, optional: true, check: atLeast(1) }),
      rotation_rfc3339: givenTime,
      triggers,
      ...parts,
      id: { type: STRING, computed: true },
    },
  },
  validate: (config) => atLeastOneOf(config, [...names("rotation", [...ROTATIONS].reverse()), "rotation_rfc3339"]),
  adjustPlan: (draft) =>
    whenAmountsChange(draft, [...names("rotation", ROTATIONS), "rotation_rfc3339"], "rfc3339", rotationAttributes),
  create: (planned) =>
    fromBase(planned["rfc3339"], "Create time rotating error", "rfc3339 timestamp", (base) =>
      asPlanned(planned, rotationAttributes(base, planned)),
    ),
  read: ({ rotation_rfc3339 }) =>
    // A time that has come makes a new one due.
    typeof rotation_rfc3339 === "string" &&
    rotation_rfc3339 !== "" &&
    parseTimestamp(rotation_rfc3339).epoch < Date.now()
      ? "gone"
      : {},
  update: (planned) =>
    fromBase(planned["id"], "Update time rotating error", "rfc3339 timestamp", (base) =>
      asPlanned(planned, rotationAttributes(base, planned)),
    ),
  import(id) {
    const [base, ...rest] = id.split(",");
    if (rest.length === 1) {
      if (base === "" || rest[0] === "") return wrongId(id, "BASETIMESTAMP,ROTATIONTIMESTAMP");
      return fromBase(base, "Import time rotating error", "timestamp", (time) => {
        const rotation = timestampOr(rest[0] as string, "Import time rotating error", "timestamp");
        if (rotation instanceof ProviderFailure) return rotation;
        return { ...rotationAttributes(time, { rotation_rfc3339: rest[0] as string }), triggers: {} };
      });
    }
    if (rest.length !== ROTATIONS.length) {
      return wrongId(id, "BASETIMESTAMP,YEARS,MONTHS,DAYS,HOURS,MINUTES or BASETIMESTAMP,ROTATIONTIMESTAMP");
    }
    if (base === "" || rest.every((part) => part === "")) {
      return wrongId(
        id,
        "BASETIMESTAMP,YEARS,MONTHS,DAYS,HOURS,MINUTES where at least one rotation value is non-empty",
      );
    }
    return importRotations(base as string, rest);
  },
});

function importRotations(base: string, rest: readonly string[]): Outcome {
  const failure = (reason: string): ProviderFailure =>
    new ProviderFailure(
      "Import time rotating error",
      `The parameter that was supplied could not be parsed.\n\n+Original Error: ${reason}`,
    );
  const rotations = importedAmounts("rotation", ROTATIONS, rest);
  if (!("amounts" in rotations)) return failure(rotations.error);
  try {
    return { ...rotations.amounts, ...rotationAttributes(parseTimestamp(base), rotations.amounts), triggers: {} };
  } catch (error) {
    if (error instanceof TimestampError) return failure(error.message);
    throw error;
  }
}

const wrongId = (id: string, expected: string): ProviderFailure =>
  new ProviderFailure("Unexpected Format of ID", `Unexpected format of ID (${quoteGo(id)}), expected ${expected}`);

/** The amounts of an imported id; a part that is empty is an amount that is not set. */
function importedAmounts(
  prefix: string,
  units: readonly string[],
  texts: readonly string[],
): { readonly amounts: PlainObject } | { readonly name: string; readonly error: string } {
  const amounts: Record<string, number | null> = {};
  for (const [i, unit] of units.entries()) {
    const text = texts[i] as string;
    const parsed = text === "" ? undefined : parseGoInteger(text);
    const name = `${prefix}_${unit}`;
    if (parsed && "error" in parsed) {
      return { name, error: `could not parse ${prefix} (${quoteGo(text)}) as int: ${parsed.error}` };
    }
    amounts[name] = parsed ? Number(parsed.value) : null;
  }
  return { amounts };
}

/**
 * An update that changes the amounts is worked out while planning, from the base of the state where none is given; any
 * other change leaves the times to the apply.
 */
function whenAmountsChange(
  draft: PlanDraft,
  amounts: readonly string[],
  baseName: string,
  attributes: (base: Timestamp, planned: PlainObject) => PlainObject,
): PlanDraft {
  if (draft.prior.isNull) return draft;
  const [prior, planned] = [toPlainObject(draft.prior), toPlainObject(draft.planned)];
  if (amounts.every((name) => planned[name] === prior[name])) return draft;
  const isGiven = (name: string): boolean => draft.config.entries.get(name)?.isKnown === false;
  if (isGiven(baseName) || amounts.some(isGiven)) return draft;
  const base = planned[baseName] === UNKNOWN ? prior[baseName] : planned[baseName];
  const adjusted = withPlanned(draft, attributes(parseTimestamp(base as string), planned));
  const isKept = ([step]: ValuePath): boolean =>
    step?.kind === "attribute" && step.name === baseName && planned[baseName] === UNKNOWN;
  return { ...adjusted, requiresReplace: draft.requiresReplace.filter((path) => !isKept(path)) };
}

function fromBase(text: unknown, summary: string, what: string, attributes: (base: Timestamp) => Outcome): Outcome {
  const base = typeof text === "string" ? timestampOr(text, summary, what) : currentTime();
  return base instanceof ProviderFailure ? base : attributes(base);
}
