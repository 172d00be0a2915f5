/**
 * Statistics of a datapoint by their names: Sum, Average, p99, and those of a part of the values, such as tm99 (trimmed
 * mean), TM(10%:90%), wm98, TC(:200), TS(5:), PR(:300), IQM. Source: CloudWatch's guide, "Statistics definitions".
 */
import type { Datapoint } from "./metrics.ts";

type Counted = readonly (readonly [value: number, count: number])[];

interface Bounds {
  readonly low: number;
  readonly high: number;
  /** Whether they are shares of the values, in percent, rather than values. */
  readonly shares: boolean;
}

const BASIC: Readonly<Record<string, (point: Datapoint) => number>> = {
  Sum: ({ sum }) => sum,
  SampleCount: ({ count }) => count,
  Minimum: ({ least }) => least,
  Maximum: ({ most }) => most,
  Average: ({ sum, count }) => sum / count,
};

const PARTIAL: Readonly<Record<string, (inside: Counted, all: Counted, bounds: Bounds) => number>> = {
  TM: (inside) => sumOf(inside) / countOf(inside),
  WM: (inside, all) => winsorized(inside, all),
  TC: (inside) => countOf(inside),
  TS: (inside) => sumOf(inside),
  PR: (inside, all) => (100 * countOf(inside)) / countOf(all),
};

export const isStatistic = (name: string): boolean =>
  Object.hasOwn(BASIC, name) || /^p\d+(?:\.\d+)?$/.test(name) || partOf(name) !== undefined;

export function statistic(point: Datapoint, name: string): number | undefined {
  const basic = BASIC[name];
  if (basic) return basic(point);
  const sorted = point.values.toSorted(([a], [b]) => a - b);
  const share = /^p(\d+(?:\.\d+)?)$/.exec(name)?.[1];
  if (share !== undefined) return percentile(sorted, Number(share)) ?? point.most;
  const part = partOf(name);
  if (!part) return undefined;
  const inside = within(sorted, part.bounds);
  return PARTIAL[part.kind]?.(inside, sorted, part.bounds);
}

function partOf(name: string): { readonly kind: string; readonly bounds: Bounds } | undefined {
  if (name === "IQM") return { kind: "TM", bounds: { low: 25, high: 75, shares: true } };
  const short = /^(tm|wm|tc|ts)(\d+(?:\.\d+)?)$/.exec(name);
  if (short)
    return { kind: (short[1] as string).toUpperCase(), bounds: { low: 0, high: Number(short[2]), shares: true } };
  const long = /^(TM|WM|TC|TS|PR)\((\d*(?:\.\d+)?)(%?):(\d*(?:\.\d+)?)(%?)\)$/.exec(name);
  if (!long) return undefined;
  const [, kind = "", low = "", lowSign, high = "", highSign] = long;
  const shares = lowSign === "%" || highSign === "%";
  return {
    kind,
    bounds: {
      shares,
      low: low === "" ? (shares ? 0 : Number.NEGATIVE_INFINITY) : Number(low),
      high: high === "" ? (shares ? 100 : Number.POSITIVE_INFINITY) : Number(high),
    },
  };
}

function within(sorted: Counted, { low, high, shares }: Bounds): Counted {
  if (!shares) return sorted.filter(([value]) => value > low && value <= high);
  const total = countOf(sorted);
  const [from, until] = [(total * low) / 100, (total * high) / 100];
  let passed = 0;
  return sorted.flatMap(([value, count]): Counted => {
    const start = Math.max(passed, from);
    passed += count;
    const inside = Math.min(passed, until) - start;
    return inside > 0 ? [[value, inside]] : [];
  });
}

/** What lies outside counts as the nearest value inside. */
function winsorized(inside: Counted, all: Counted): number {
  const [least, most] = [inside[0]?.[0] ?? 0, inside.at(-1)?.[0] ?? 0];
  return sumOf(all.map(([value, count]) => [Math.min(most, Math.max(least, value)), count])) / countOf(all);
}

const sumOf = (values: Counted): number => values.reduce((sum, [value, count]) => sum + value * count, 0);

const countOf = (values: Counted): number => values.reduce((sum, [, count]) => sum + count, 0);

function percentile(sorted: Counted, share: number): number | undefined {
  const wanted = (countOf(sorted) * share) / 100;
  let passed = 0;
  return sorted.find(([, count]) => (passed += count) >= wanted)?.[0];
}
