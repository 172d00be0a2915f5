/**
 * Which state a metric alarm ought to be in. As AWS does, more datapoints are read than are evaluated; when enough are
 * there the missing ones do not count, otherwise TreatMissingData says what they stand for. Source: CloudWatch's guide,
 * "Configuring how CloudWatch alarms treat missing data".
 */
import type { MetricDataQuery } from "@aws-sdk/client-cloudwatch";
import type { AlarmState } from "./alarm-state.ts";
import type { Alarm, AlarmContext } from "./alarms.ts";
import type { Series } from "./metric-math/series.ts";
import { metricSeries, seriesOf, type TimeRange } from "./metric-series.ts";

interface Point {
  readonly at: number;
  readonly value: number | undefined;
}

/** So many more periods than are evaluated are read. */
const FURTHER_PERIODS = 2;

const COMPARISONS: Readonly<Record<string, readonly [test: (a: number, b: number) => boolean, words: string]>> = {
  GreaterThanOrEqualToThreshold: [(a, b) => a >= b, "greater than or equal to"],
  GreaterThanThreshold: [(a, b) => a > b, "greater than"],
  LessThanThreshold: [(a, b) => a < b, "less than"],
  LessThanOrEqualToThreshold: [(a, b) => a <= b, "less than or equal to"],
};

/** Undefined when the alarm stays as it is. */
export function evaluatedState(context: AlarmContext, alarm: Alarm): AlarmState | undefined {
  const threshold = thresholdOf(context, alarm);
  if (!threshold) return undefined;
  const { breaches, words, title } = threshold;
  const wanted = alarm.EvaluationPeriods as number;
  const enough = alarm.DatapointsToAlarm ?? wanted;
  const points = recentPoints(context, alarm, wanted + FURTHER_PERIODS);
  const known = points.filter((point): point is Point & { readonly value: number } => point.value !== undefined);
  // The latest come first.
  const evaluated = known.slice(0, wanted);
  const breaching = evaluated.filter(({ value }) => breaches(value)).length;
  const missing = wanted - evaluated.length;
  const value = decided(alarm, { breaching, fine: evaluated.length - breaching, missing, enough });
  if (value === undefined || value === alarm.StateValue) return undefined;
  const data = reasonData(context, alarm, evaluated, points.slice(0, wanted));
  if (value === "INSUFFICIENT_DATA" || evaluated.length === 0) {
    const s = missing === 1 ? " was" : "s were";
    return {
      value,
      data,
      reason: `${value === "INSUFFICIENT_DATA" ? "Insufficient Data" : title}: ${missing} datapoint${s} ${value === "INSUFFICIENT_DATA" ? "unknown" : "missing"}.`,
    };
  }
  const crossing = value === "ALARM" ? evaluated.filter((point) => breaches(point.value)) : evaluated;
  const shown = crossing.map((point) => `${decimal(point.value)} (${shortDate(point.at)})`).join(", ");
  const verb = crossing.length === 1 ? "was" : "were";
  const needed = value === "ALARM" ? enough : wanted - enough + 1;
  const s = needed === 1 ? "" : "s";
  return {
    value,
    data,
    reason: `${title}: ${crossing.length} out of the last ${evaluated.length} datapoints [${shown}] ${verb} ${value === "ALARM" ? "" : "not "}${words} (minimum ${needed} datapoint${s} for ${value === "ALARM" ? "OK -> ALARM" : "ALARM -> OK"} transition).`,
  };
}

interface Threshold {
  readonly breaches: (value: number) => boolean;
  /** Behind "was" and before "(minimum". */
  readonly words: string;
  readonly title: "Threshold Crossed" | "Thresholds Crossed";
}

function thresholdOf(context: AlarmContext, alarm: Alarm): Threshold | undefined {
  const { Threshold: limit, ComparisonOperator } = alarm;
  if (alarm.ThresholdMetricId !== undefined) return bandThreshold(context, alarm);
  const comparison = COMPARISONS[ComparisonOperator as string];
  if (!comparison || limit === undefined) return undefined;
  const [test, words] = comparison;
  return {
    breaches: (value) => test(value, limit),
    words: `${words} the threshold (${decimal(limit)})`,
    title: "Threshold Crossed",
  };
}

/** Of an anomaly detection alarm: the bounds that its expression gives for the current period. */
function bandThreshold(context: AlarmContext, alarm: Alarm): Threshold | undefined {
  const period = periodOf(alarm) * 1000;
  const from = Math.floor(context.cloud.clock.now() / period) * period;
  const band = seriesOf(context, alarm.Metrics ?? [], { from, until: from + period }).find(
    ({ query }) => query.Id === alarm.ThresholdMetricId,
  );
  const [high, low] = (band?.series ?? []).map(({ points }) => [...points.values()][0]);
  if (high === undefined || low === undefined) return undefined;
  const [below, above] = BANDS[alarm.ComparisonOperator as string] ?? [true, true];
  const words = [
    ...(below ? [`less than the lower thresholds [${decimal(low)}]`] : []),
    ...(above ? [`greater than the upper thresholds [${decimal(high)}]`] : []),
  ];
  return {
    breaches: (value) => (below && value < low) || (above && value > high),
    words: words.join(" or "),
    title: "Thresholds Crossed",
  };
}

/** Whether values below and above the band breach it. */
const BANDS: Readonly<Record<string, readonly [below: boolean, above: boolean]>> = {
  LessThanLowerThreshold: [true, false],
  GreaterThanUpperThreshold: [false, true],
  LessThanLowerOrGreaterThanUpperThreshold: [true, true],
};

interface Counts {
  readonly breaching: number;
  readonly fine: number;
  readonly missing: number;
  readonly enough: number;
}

function decided({ TreatMissingData }: Alarm, { breaching, fine, missing, enough }: Counts) {
  if (breaching >= enough) return "ALARM";
  if (missing === 0) return "OK";
  switch (TreatMissingData) {
    case "breaching":
      return breaching + missing >= enough ? "ALARM" : "OK";
    case "notBreaching":
      return "OK";
    case "ignore":
      return fine > 0 ? "OK" : undefined;
    default:
      return fine > 0 ? "OK" : breaching > 0 ? "ALARM" : "INSUFFICIENT_DATA";
  }
}

/** The latest first. The current period counts as soon as something is in it. */
function recentPoints(context: AlarmContext, alarm: Alarm, count: number): Point[] {
  const period = periodOf(alarm) * 1000;
  const current = Math.floor(context.cloud.clock.now() / period) * period;
  const range = { from: current - count * period, until: current + period };
  const series = seriesOfAlarm(context, alarm, range);
  const start = series?.points.has(current) ? current : current - period;
  return Array.from({ length: count }, (_, i) => {
    const at = start - i * period;
    return { at, value: series?.points.get(at) };
  });
}

function seriesOfAlarm(context: AlarmContext, alarm: Alarm, range: TimeRange): Series | undefined {
  const { Metrics, ThresholdMetricId: band } = alarm;
  if (Metrics) return seriesOf(context, Metrics, range).find(({ query }) => query.Id !== band)?.series[0];
  return metricSeries(
    context,
    {
      Metric: { Namespace: alarm.Namespace, MetricName: alarm.MetricName, Dimensions: alarm.Dimensions },
      Period: alarm.Period,
      Stat: alarm.Statistic ?? alarm.ExtendedStatistic,
      Unit: alarm.Unit,
    },
    range,
  );
}

export const periodOf = ({ Period, Metrics = [] }: Alarm): number =>
  Period ?? Math.max(...Metrics.map((query: MetricDataQuery) => query.Period ?? query.MetricStat?.Period ?? 60));

function reasonData(
  { cloud }: AlarmContext,
  alarm: Alarm,
  evaluated: readonly { readonly at: number; readonly value: number }[],
  asked: readonly Point[],
): string {
  const oldest = evaluated.at(-1);
  return JSON.stringify({
    version: "1.0",
    queryDate: longDate(cloud.clock.now()),
    ...(oldest ? { startDate: longDate(oldest.at) } : {}),
    ...(alarm.Unit === undefined ? {} : { unit: alarm.Unit }),
    ...(alarm.Statistic === undefined ? {} : { statistic: alarm.Statistic }),
    period: periodOf(alarm),
    recentDatapoints: evaluated.map(({ value }) => value).reverse(),
    ...(alarm.Threshold === undefined ? {} : { threshold: alarm.Threshold }),
    evaluatedDatapoints: asked.map(({ at, value }) => ({
      timestamp: longDate(at),
      ...(value === undefined ? {} : { value }),
    })),
  });
}

const longDate = (at: number): string => new Date(at).toISOString().replace("Z", "+0000");

const shortDate = (at: number): string => {
  const [year = "", month = "", day = ""] = new Date(at).toISOString().slice(0, 10).split("-");
  return `${day}/${month}/${year.slice(2)} ${new Date(at).toISOString().slice(11, 19)}`;
};

const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));
