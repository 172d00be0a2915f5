/** The functions of metric math, by name. Source: CloudWatch's guide, "Metric math syntax and functions". */

import { plainText } from "../../../wire/plain-text.ts";
import { firstPeriod } from "../metrics.ts";
import { AGGREGATES } from "./aggregates.ts";
import { invalid } from "./math-error.ts";
import { isList, isSeries, joined, mapped, type Operand, type Series } from "./series.ts";

export interface MathContext {
  readonly from: number;
  readonly until: number;
  /** In seconds. */
  readonly period: number;
  /** All series of the request that come from metrics, by id. */
  readonly metrics: ReadonlyMap<string, Series>;
  /** The series of all metrics that a search expression finds. */
  readonly search: (expression: string, statistic: string, period: number) => readonly Series[];
}

type MathFunction = (args: readonly Operand[], context: MathContext) => Operand;

/** The same of a number, of a series, and of each series of a list. */
const each =
  (compute: (value: number) => number): MathFunction =>
  ([value]) =>
    typeof value === "number" ? compute(value) : overSeries(value, (series) => mapped(series, compute));

const ofSeries =
  (compute: (series: Series, args: readonly Operand[], context: MathContext) => Operand): MathFunction =>
  ([value, ...rest], context) =>
    overSeries(value, (series) => compute(series, rest, context) as Series);

function overSeries(value: Operand | undefined, compute: (series: Series) => Operand): Operand {
  if (value === undefined || typeof value !== "object") throw invalid("a time series is expected");
  return isList(value) ? value.map((series) => compute(series) as Series) : compute(value);
}

/** What a part of the date of each point is. */
const dateOf = (part: (date: Date) => number): MathFunction =>
  ofSeries((series) => mapped(series, (_, at) => part(new Date(at))));

const numberOf = (value: Operand | undefined): number => {
  if (typeof value !== "number") throw invalid("a number is expected");
  return value;
};

/** The first point has none before it. */
function stepwise(series: Series, compute: (value: number, before: number, seconds: number) => number): Series {
  let previous: readonly [number, number] | undefined;
  return mapped(series, (value, at) => {
    const made = previous && compute(value, previous[1], (at - previous[0]) / 1000);
    previous = [at, value];
    return made;
  });
}

function timesBetween({ from, until }: MathContext, period: number): number[] {
  const step = period * 1000;
  const first = firstPeriod(from, period);
  return Array.from({ length: Math.max(0, Math.ceil((until - first) / step)) }, (_, i) => first + i * step);
}

function fill(series: Series, filler: Operand | undefined, context: MathContext): Series {
  const known = [...series.points.keys()];
  const points = timesBetween(context, series.period).flatMap((at): [number, number][] => {
    const value = series.points.get(at) ?? missing(at);
    return value === undefined ? [] : [[at, value]];
  });
  return { ...series, points: new Map(points) };

  function missing(at: number): number | undefined {
    if (typeof filler === "number") return filler;
    const before = known.findLast((time) => time < at);
    if (filler === "REPEAT") return before === undefined ? undefined : series.points.get(before);
    if (filler !== "LINEAR") throw invalid("FILL takes a number, REPEAT or LINEAR");
    const after = known.find((time) => time > at);
    const [low, high] = [before ?? after, after ?? before];
    if (low === undefined || high === undefined) return undefined;
    const [start, end] = [series.points.get(low) as number, series.points.get(high) as number];
    return low === high ? start : start + ((end - start) * (at - low)) / (high - low);
  }
}

/** How many standard deviations the band reaches when the expression does not say. */
const DEFAULT_WIDTH = 2;
const LEAST_HISTORY = 3;

/**
 * What a metric is expected to be, as its upper and its lower bound. AWS learns the hours and days of a metric; here
 * the band lies evenly around the mean of its two weeks, a number of standard deviations wide.
 */
function bandOf(series: Series, width: number, context: MathContext): readonly Series[] {
  const values = series.history?.() ?? [...series.points.values()];
  if (values.length < LEAST_HISTORY) return [];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  const flat = (label: string, value: number): Series => ({
    label,
    period: series.period,
    points: new Map(timesBetween(context, series.period).map((at) => [at, value])),
  });
  return [flat("High", mean + width * deviation), flat("Low", mean - width * deviation)];
}

function choose([condition, yes, no]: readonly Operand[]): Operand {
  const pick = (truth: boolean, at: number): number | undefined => {
    const chosen = truth ? yes : no;
    if (chosen === undefined) return undefined;
    if (typeof chosen === "number") return chosen;
    if (!isSeries(chosen)) throw invalid("IF takes numbers and time series");
    return chosen.points.get(at);
  };
  if (typeof condition === "number") return (condition === 0 ? no : yes) ?? [];
  if (condition === undefined || !isSeries(condition)) throw invalid("IF takes a time series or a number");
  return mapped(condition, (value, at) => pick(value !== 0, at));
}

function sorted(list: readonly Series[], by: string, order: Operand | undefined): readonly Series[] {
  const measure = AGGREGATES[by];
  if (!measure) throw invalid(`SORT by ${by} is not possible`);
  const sign = order === "ASC" ? 1 : -1;
  return list.toSorted((a, b) => sign * (measure([...a.points.values()]) - measure([...b.points.values()])));
}

const listOf = (value: Operand | undefined): readonly Series[] => {
  if (value === undefined || typeof value !== "object") throw invalid("an array of time series is expected");
  return isList(value) ? value : [value];
};

export const FUNCTIONS: Readonly<Record<string, MathFunction>> = {
  ...Object.fromEntries(
    Object.entries(AGGREGATES).map(([name, compute]): [string, MathFunction] => [
      name,
      ([value]) => {
        if (value === undefined || typeof value !== "object") throw invalid(`${name} takes time series`);
        if (isList(value)) return joined(value, compute);
        return compute([...value.points.values()]);
      },
    ]),
  ),
  ANOMALY_DETECTION_BAND: ([value, width], context) => {
    const [series, ...others] = listOf(value);
    if (!series || others.length > 0) throw invalid("ANOMALY_DETECTION_BAND takes one time series");
    return bandOf(series, width === undefined ? DEFAULT_WIDTH : numberOf(width), context);
  },
  ABS: each(Math.abs),
  CEIL: each(Math.ceil),
  FLOOR: each(Math.floor),
  LOG: each(Math.log),
  LOG10: each(Math.log10),
  DIFF: ofSeries((series) => stepwise(series, (value, before) => value - before)),
  DIFF_TIME: ofSeries((series) => stepwise(series, (_value, _before, seconds) => seconds)),
  RATE: ofSeries((series) => stepwise(series, (value, before, seconds) => (value - before) / seconds)),
  RUNNING_SUM: ofSeries((series) => {
    let total = 0;
    return mapped(series, (value) => (total += value));
  }),
  FILL: ofSeries((series, [filler], context) => fill(series, filler, context)),
  FIRST: ([list]) => listOf(list)[0] ?? [],
  LAST: ([list]) => listOf(list).at(-1) ?? [],
  IF: choose,
  METRICS: ([part], { metrics }) =>
    [...metrics].filter(([id]) => part === undefined || id.includes(plainText(part))).map(([, series]) => series),
  METRIC_COUNT: ([list]) => listOf(list).length,
  PERIOD: ([series]) => listOf(series)[0]?.period ?? 0,
  REMOVE_EMPTY: ([list]) => listOf(list).filter(({ points }) => points.size > 0),
  SEARCH: ([expression, statistic, period], context) => {
    if (typeof expression !== "string" || typeof statistic !== "string") throw invalid("SEARCH takes texts");
    return context.search(expression, statistic, period === undefined ? context.period : numberOf(period));
  },
  SLICE: ([list, start, end]) => {
    const from = numberOf(start);
    return end === undefined ? (listOf(list)[from] ?? []) : listOf(list).slice(from, numberOf(end));
  },
  SORT: ([list, by, order, most]) =>
    sorted(listOf(list), plainText(by), order).slice(0, most === undefined ? undefined : numberOf(most)),
  TIME_SERIES: ([value], context) => ({
    label: "",
    period: context.period,
    points: new Map(timesBetween(context, context.period).map((at) => [at, numberOf(value)])),
  }),
  MINUTE: dateOf((date) => date.getUTCMinutes()),
  HOUR: dateOf((date) => date.getUTCHours()),
  DAY: dateOf((date) => date.getUTCDay() || 7),
  DATE: dateOf((date) => date.getUTCDate()),
  MONTH: dateOf((date) => date.getUTCMonth() + 1),
  YEAR: dateOf((date) => date.getUTCFullYear()),
  EPOCH: dateOf((date) => date.getTime() / 1000),
};

/** Functions that read what is not here. */
export const NOT_BUILT = new Set(["DB_PERF_INSIGHTS", "INSIGHT_RULE_METRIC", "LAMBDA", "SERVICE_QUOTA"]);
