/** `time_offset` and `time_rotating`: times worked out from a base. */
import { NUMBER, STRING } from "../../terraform/lang/type.ts";
import type { PlainObject } from "../framework/plain.ts";
import { toPlainObject, UNKNOWN } from "../framework/plain.ts";
import { defineResource, type Outcome, type PlanDraft, ProviderFailure } from "../framework/resource.ts";
import type { AttributeDefinition } from "../framework/schema.ts";
import { atLeast } from "../framework/validate.ts";
import { atLeastOneOf, parts, rfc3339, timestampOr, triggers, withPlanned } from "./attributes.ts";
import {
  addDate,
  addSeconds,
  currentTime,
  formatTimestamp,
  parseTimestamp,
  type Timestamp,
  timestampParts,
} from "./timestamp.ts";

const number = (object: PlainObject, name: string): number => Number(object[name] ?? 0);
const numbers = (prefix: string, units: readonly string[], definition: AttributeDefinition) =>
  Object.fromEntries(units.map((unit) => [`${prefix}_${unit}`, definition]));
const names = (prefix: string, units: readonly string[]): string[] => units.map((unit) => `${prefix}_${unit}`);

const OFFSETS = ["years", "months", "days", "hours", "minutes", "seconds"] as const;
const ROTATIONS = ["years", "months", "days", "hours", "minutes"] as const;

function offsetAttributes(base: Timestamp, planned: PlainObject): PlainObject {
  const [years, months, days] = [
    number(planned, "offset_years"),
    number(planned, "offset_months"),
    number(planned, "offset_days"),
  ];
  const seconds =
    number(planned, "offset_hours") * 3600 + number(planned, "offset_minutes") * 60 + number(planned, "offset_seconds");
  const time = addSeconds(addDate(base, years, months, days), seconds);
  const text = formatTimestamp(base);
  return { base_rfc3339: text, id: text, rfc3339: formatTimestamp(time), ...timestampParts(time) };
}

export const timeOffset = defineResource({
  schema: {
    attributes: {
      base_rfc3339: { ...rfc3339("base_rfc3339"), optional: true, computed: true, keep: true },
      ...numbers("offset", OFFSETS, { type: NUMBER, optional: true }),
      triggers,
      ...parts,
      rfc3339: { type: STRING, computed: true, keep: true },
      id: { type: STRING, computed: true, keep: true },
    },
  },
  validate: (config) => atLeastOneOf(config, names("offset", OFFSETS)),
  adjustPlan: (draft) =>
    whenInPlace(draft, names("offset", OFFSETS), "base_rfc3339", (base, planned) => offsetAttributes(base, planned)),
  create: (planned) =>
    fromBase(planned["base_rfc3339"], "Create time offset error", "base_rfc3339 timestamp", (base) =>
      offsetAttributes(base, planned),
    ),
  update: (planned, prior) =>
    fromBase(
      known(planned["base_rfc3339"]) ?? prior["base_rfc3339"],
      "Update time offset error",
      "base_rfc3339 timestamp",
      (base) => offsetAttributes(base, planned),
    ),
  import(id) {
    const [base, ...rest] = id.split(",");
    if (rest.length !== OFFSETS.length || base === "" || rest.every((part) => part === "")) {
      return new ProviderFailure(
        "Unexpected Format of ID",
        `Unexpected format of ID (${JSON.stringify(id)}), expected BASETIMESTAMP,YEARS,MONTHS,DAYS,HOURS,MINUTES,SECONDS` +
          (rest.length === OFFSETS.length ? " where at least one offset value is non-empty" : ""),
      );
    }
    return fromBase(base, "Import time offset error", "base_rfc3339 timestamp", (time) => {
      const offsets = Object.fromEntries(OFFSETS.map((unit, i) => [`offset_${unit}`, Number(rest[i] || 0)]));
      return { ...offsets, ...offsetAttributes(time, offsets), triggers: {} };
    });
  },
});

// They do not add up: each that is set counts from the base, and the last one set wins.
function rotate(base: Timestamp, planned: PlainObject): Timestamp {
  let time: Timestamp | undefined;
  const set = (name: string): boolean => typeof planned[name] === "number" && planned[name] !== 0;
  if (set("rotation_days")) time = addDate(base, 0, 0, number(planned, "rotation_days"));
  if (set("rotation_hours")) time = addSeconds(base, number(planned, "rotation_hours") * 3600);
  if (set("rotation_minutes")) time = addSeconds(base, number(planned, "rotation_minutes") * 60);
  if (set("rotation_months")) time = addDate(base, 0, number(planned, "rotation_months"), 0);
  if (set("rotation_years")) time = addDate(base, number(planned, "rotation_years"), 0, 0);
  const given = known(planned["rotation_rfc3339"]);
  return time ?? (typeof given === "string" ? parseTimestamp(given) : base);
}

function rotationAttributes(base: Timestamp, planned: PlainObject): PlainObject {
  const time = rotate(base, planned);
  const text = formatTimestamp(base);
  return { rfc3339: text, id: text, rotation_rfc3339: formatTimestamp(time), ...timestampParts(time) };
}

export const timeRotating = defineResource({
  schema: {
    attributes: {
      rfc3339: { ...rfc3339("rfc3339"), optional: true, computed: true, keep: true, forceNew: true },
      ...numbers("rotation", ROTATIONS, { type: NUMBER, optional: true, check: atLeast(1) }),
      rotation_rfc3339: { ...rfc3339("rotation_rfc3339"), optional: true, computed: true, keep: true },
      triggers,
      ...parts,
      id: { type: STRING, computed: true, keep: true },
    },
  },
  validate: (config) => atLeastOneOf(config, [...names("rotation", ROTATIONS), "rotation_rfc3339"]),
  adjustPlan: (draft) => whenInPlace(draft, names("rotation", ROTATIONS), "rfc3339", rotationAttributes),
  create: (planned) =>
    fromBase(planned["rfc3339"], "Create time rotating error", "rfc3339 timestamp", (base) =>
      rotationAttributes(base, planned),
    ),
  read: ({ rotation_rfc3339 }) =>
    // A time that has come makes a new one due.
    typeof rotation_rfc3339 === "string" &&
    rotation_rfc3339 !== "" &&
    parseTimestamp(rotation_rfc3339).epoch < Date.now()
      ? "gone"
      : {},
  update: (planned, prior) =>
    fromBase(known(planned["rfc3339"]) ?? prior["rfc3339"], "Update time rotating error", "rfc3339 timestamp", (base) =>
      rotationAttributes(base, planned),
    ),
  import(id) {
    const [base, ...rest] = id.split(",");
    const wrong = (expected: string): ProviderFailure =>
      new ProviderFailure(
        "Unexpected Format of ID",
        `Unexpected format of ID (${JSON.stringify(id)}), expected ${expected}`,
      );
    if (rest.length === 1) {
      if (base === "" || rest[0] === "") return wrong("BASETIMESTAMP,ROTATIONTIMESTAMP");
      const rotation = timestampOr(rest[0] as string, "Import time rotating error", "timestamp");
      if (rotation instanceof ProviderFailure) return rotation;
      return fromBase(base, "Import time rotating error", "timestamp", (time) => ({
        ...rotationAttributes(time, { rotation_rfc3339: rest[0] as string }),
        triggers: {},
      }));
    }
    if (rest.length !== ROTATIONS.length) {
      return wrong("BASETIMESTAMP,YEARS,MONTHS,DAYS,HOURS,MINUTES or BASETIMESTAMP,ROTATIONTIMESTAMP");
    }
    if (base === "" || rest.every((part) => part === "")) {
      return wrong("BASETIMESTAMP,YEARS,MONTHS,DAYS,HOURS,MINUTES where at least one rotation value is non-empty");
    }
    return fromBase(base, "Import time rotating error", "timestamp", (time) => {
      const rotations = Object.fromEntries(ROTATIONS.map((unit, i) => [`rotation_${unit}`, Number(rest[i] || 0)]));
      return { ...rotations, ...rotationAttributes(time, rotations), triggers: {} };
    });
  },
});

function known<T>(value: T): T | undefined {
  return (value as unknown) === UNKNOWN || value === null ? undefined : value;
}

/** An update that changes only the amounts is known while planning; a new base is worked out at apply. */
function whenInPlace(
  draft: PlanDraft,
  amounts: readonly string[],
  baseName: string,
  attributes: (base: Timestamp, planned: PlainObject) => PlainObject,
): PlanDraft {
  if (draft.prior.isNull) return draft;
  const [prior, planned] = [toPlainObject(draft.prior), toPlainObject(draft.planned)];
  const base = known(planned[baseName]);
  if (base !== prior[baseName]) {
    const unknown = Object.keys(attributes(currentTime(), {})).filter((name) => name !== baseName);
    return draft.requiresReplace.length > 0
      ? draft
      : withPlanned(draft, Object.fromEntries(unknown.map((name) => [name, UNKNOWN])));
  }
  const changed = amounts.some((name) => planned[name] !== prior[name]);
  const settled = amounts.every((name) => planned[name] !== UNKNOWN);
  if (!changed || !settled || typeof base !== "string") return draft;
  return withPlanned(draft, attributes(parseTimestamp(base), planned));
}

function fromBase(text: unknown, summary: string, what: string, attributes: (base: Timestamp) => PlainObject): Outcome {
  const base = typeof text === "string" ? timestampOr(text, summary, what) : currentTime();
  return base instanceof ProviderFailure ? base : attributes(base);
}
