/**
 * Labels with values in them: `${LABEL} [${MAX} at ${MAX_TIME}]`. Source: CloudWatch's guide, "Use dynamic labels" (the
 * names and their meanings); how numbers and times are written is ours.
 */
import type { Series } from "./metric-math/series.ts";

interface LabelContext {
  /** What the series is called without a label. */
  readonly label: string;
  /** Properties by the names that PROP knows them by. */
  readonly properties: Readonly<Record<string, string>>;
  readonly now: number;
  /** Such as +0130. */
  readonly zone: string | undefined;
}

export const isDynamic = (label: string | undefined): label is string => label?.includes("${") ?? false;

type Point = readonly [at: number, value: number];

export function dynamicLabel(template: string, { points }: Series, context: LabelContext): string {
  const all = [...points].sort(([a], [b]) => a - b);
  return template.replace(/\$\{\s*(?:PROP\('([^']*)'\)|([A-Z_]+))\s*\}/g, (whole, property?: string, name = "") => {
    if (property !== undefined) return context.properties[property] ?? "";
    return valueOf(String(name), all, context) ?? whole;
  });
}

/** Undefined for what is no name. */
function valueOf(name: string, all: readonly Point[], context: LabelContext): string | undefined {
  if (name === "LABEL") return context.label;
  if (name === "DATAPOINT_COUNT") return String(all.length);
  const [, which = "", kind] = /^(AVG|SUM|FIRST_LAST|MIN_MAX|FIRST|LAST|MIN|MAX)(?:_(.+))?$/.exec(name) ?? [];
  const values = all.map(([, value]) => value);
  const sum = values.reduce((total, value) => total + value, 0);
  if (which === "AVG" || which === "SUM") {
    if (kind !== undefined) return undefined;
    return all.length === 0 ? NOTHING : decimal(which === "SUM" ? sum : sum / all.length);
  }
  const ends = ENDS[which]?.(all);
  const show = SHOWN[kind ?? "VALUE"];
  if (!(which in ENDS) || !show || (kind?.endsWith("RANGE") ?? false) !== which.includes("_")) return undefined;
  const [low, high] = ends ?? [];
  return low && high ? show(low, high, context) : NOTHING;
}

const NOTHING = "--";

/** The points that a name is about: the second of two is the later one, or the greater. */
const ENDS: Readonly<Record<string, (all: readonly Point[]) => readonly [Point | undefined, Point | undefined]>> = {
  FIRST: (all) => [all[0], all[0]],
  LAST: (all) => [all.at(-1), all.at(-1)],
  MIN: (all) => [extreme(all, -1), extreme(all, -1)],
  MAX: (all) => [extreme(all, 1), extreme(all, 1)],
  FIRST_LAST: (all) => [all[0], all.at(-1)],
  MIN_MAX: (all) => [extreme(all, -1), extreme(all, 1)],
};

const SHOWN: Readonly<Record<string, (low: Point, high: Point, context: LabelContext) => string>> = {
  VALUE: ([, value]) => decimal(value),
  TIME: ([at], _high, { zone }) => zoned(at, zone),
  TIME_RELATIVE: ([at], _high, { now }) => duration(Math.abs(now - at)),
  RANGE: ([, low], [, high]) => decimal(high - low),
  TIME_RANGE: ([low], [high]) => duration(Math.abs(high - low)),
};

function extreme(all: readonly Point[], sign: number): Point | undefined {
  return all.reduce<Point | undefined>(
    (best, point) => (!best || (point[1] - best[1]) * sign > 0 ? point : best),
    undefined,
  );
}

const decimal = (value: number): string => String(Math.round(value * 1000) / 1000);

/** ISO 8601 in the zone that is asked for. */
function zoned(at: number, zone = "+0000"): string {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  const shift = (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
  const text = new Date(at + shift).toISOString().slice(0, 19);
  return shift === 0 ? `${text}Z` : `${text}${sign}${hours}:${minutes}`;
}

function duration(milliseconds: number): string {
  let left = Math.round(milliseconds / 1000);
  const parts = UNITS.flatMap(([unit, seconds]) => {
    const count = Math.floor(left / seconds);
    left -= count * seconds;
    return count === 0 ? [] : [`${count}${unit}`];
  });
  return parts.join(" ") || "0s";
}

const UNITS: readonly (readonly [unit: string, seconds: number])[] = [
  ["d", 86_400],
  ["h", 3600],
  ["m", 60],
  ["s", 1],
];
