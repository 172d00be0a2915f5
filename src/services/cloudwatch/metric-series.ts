/** The time series that the queries of a request stand for: of metrics, and of expressions over them. */
import type { MetricDataQuery, MetricStat } from "@aws-sdk/client-cloudwatch";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { isDynamic } from "./dynamic-label.ts";
import { evaluate } from "./metric-math/evaluate.ts";
import { MathError, notBuilt } from "./metric-math/math-error.ts";
import { searchTest } from "./metric-math/search.ts";
import { isList, type Operand, type Series } from "./metric-math/series.ts";
import { allMetrics, type MetricName, metricName, periods } from "./metrics.ts";
import { isStatistic, statistic } from "./statistics.ts";

export interface TimeRange {
  readonly from: number;
  readonly until: number;
}

export type SeriesContext = Pick<OperationContext, "store" | "account" | "region">;

const TWO_WEEKS = 14 * 24 * 3_600_000;

const invalid = (message: string): ServiceException => new ServiceException("ValidationError", message);

/** The series of each query whose data are to be returned; an expression may have several. */
export function seriesOf(
  context: SeriesContext,
  queries: readonly MetricDataQuery[],
  range: TimeRange,
): { readonly query: MetricDataQuery; readonly series: readonly Series[] }[] {
  const byId = new Map(queries.map((query) => [query.Id as string, query]));
  if (byId.size < queries.length) throw invalid("The values for parameter id in MetricDataQueries are not unique.");
  for (const id of byId.keys()) {
    if (!/^[a-z]\w*$/.test(id)) throw invalid(`The value ${id} for parameter Id is invalid.`);
  }
  const metrics = new Map<string, Series>();
  for (const { Id, MetricStat: stat, Label } of queries) {
    if (stat) metrics.set(Id as string, metricSeries(context, stat, range, isDynamic(Label) ? undefined : Label));
  }
  const period = Math.max(60, ...[...metrics.values()].map((series) => series.period));
  const known = new Map<string, Operand>(metrics);
  const waiting = new Set<string>();
  const search = (expression: string, stat: string, seconds: number): readonly Series[] =>
    foundSeries(context, range, searchTest(expression), { stat, seconds });

  const valueOf = (id: string): Operand | undefined => {
    const query = byId.get(id);
    if (!query || known.has(id)) return known.get(id);
    if (query.Expression === undefined) {
      throw invalid("Either MetricStat or Expression must be specified for each MetricDataQuery.");
    }
    if (/^\s*SELECT\s/i.test(query.Expression)) throw notBuilt("Metrics Insights queries");
    if (waiting.has(id)) throw invalid(`Error in expression '${id}': Circular reference`);
    waiting.add(id);
    const bounds = { ...range, period: query.Period ?? period, metrics, search };
    const value = named(id, () => evaluate(query.Expression as string, bounds, valueOf));
    known.set(id, value);
    return value;
  };

  return queries
    .filter(({ ReturnData }) => ReturnData !== false)
    .map((query) => {
      const value = valueOf(query.Id as string);
      if (value === undefined || typeof value !== "object") {
        throw invalid(`Error in expression '${query.Id}': The expression must return a time series`);
      }
      return { query, series: isList(value) ? value : [value] };
    });
}

/** SEARCH gives at most so many series. Source: CloudWatch's guide, "Using search expressions in graphs". */
const MOST_FOUND = 500;

/** Captions are what tells the found metrics apart. */
function foundSeries(
  context: SeriesContext,
  range: TimeRange,
  found: (metric: MetricName) => boolean,
  { stat, seconds }: { readonly stat: string; readonly seconds: number },
): readonly Series[] {
  if (!isStatistic(stat)) throw invalid(`The value ${stat} for parameter Stat is not supported.`);
  const metrics = allMetrics(context).filter(found).slice(0, MOST_FOUND);
  const parts = metrics.map(({ name, dimensions }) => [...dimensions.map(({ Value }) => Value), name]);
  const differing = (part: string, at: number): boolean => parts.some((other) => other[at] !== part);
  return metrics.map((metric, i): Series => {
    const points = periods(context, metric, { ...range, seconds });
    return {
      label: (parts[i] as string[]).filter(differing).join(" ") || metric.name,
      period: seconds,
      properties: propertiesOf(metric, stat, seconds),
      points: new Map(points.map((point) => [point.at, statistic(point, stat) as number])),
    };
  });
}

const propertiesOf = ({ namespace, name, dimensions }: MetricName, stat: string, seconds: number) => ({
  Namespace: namespace,
  MetricName: name,
  Stat: stat,
  Period: String(seconds),
  ...Object.fromEntries(dimensions.map(({ Name, Value }) => [`Dim.${Name}`, Value])),
});

function named<T>(id: string, compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof MathError) throw invalid(`Error in expression '${id}': ${error.message}`);
    throw error;
  }
}

export function metricSeries(
  context: SeriesContext,
  { Metric, Stat, Period, Unit }: MetricStat,
  range: TimeRange,
  label = Metric?.MetricName ?? "",
): Series {
  const name = Stat as string;
  if (!isStatistic(name)) throw invalid(`The value ${name} for parameter Stat is not supported.`);
  const seconds = Period as number;
  const metric = metricName(Metric?.Namespace as string, Metric?.MetricName as string, Metric?.Dimensions);
  const points = periods(context, metric, { ...range, seconds, unit: Unit });
  const from = range.until - TWO_WEEKS;
  return {
    label,
    period: seconds,
    properties: propertiesOf(metric, name, seconds),
    points: new Map(points.map((point) => [point.at, statistic(point, name) as number])),
    history: () =>
      periods(context, metric, { from, until: range.until, seconds, unit: Unit }).map(
        (point) => statistic(point, name) as number,
      ),
  };
}
