/** What metric math computes with: numbers, time series, and lists of time series. */
export interface Series {
  /** What the caption of a result made from it ends with. */
  readonly label: string;
  /** In seconds. */
  readonly period: number;
  /** Milliseconds and values, in order of time. */
  readonly points: ReadonlyMap<number, number>;
  /** What a dynamic label can tell of the metric it is of. */
  readonly properties?: Readonly<Record<string, string>>;
  /** The values of the two weeks before, where the series is a metric's. */
  readonly history?: () => readonly number[];
}

export type Operand = number | string | Series | readonly Series[];

export const isList = (value: Operand): value is readonly Series[] => Array.isArray(value);

export const isSeries = (value: Operand): value is Series => typeof value === "object" && !isList(value);

/** A series with its values changed; a point whose value is no number goes. */
export function mapped(series: Series, compute: (value: number, at: number) => number | undefined): Series {
  const points = new Map<number, number>();
  for (const [at, value] of series.points) {
    const made = compute(value, at);
    if (made !== undefined && Number.isFinite(made)) points.set(at, made);
  }
  const { label, period, properties } = series;
  return { label, period, points, ...(properties && { properties }) };
}

/** All times at which any of the series has a point, in order. */
export const timesOf = (all: readonly Series[]): number[] =>
  [...new Set(all.flatMap(({ points }) => [...points.keys()]))].sort((a, b) => a - b);

/** One series from many: at each time, what is computed of the values there. */
export function joined(all: readonly Series[], compute: (values: readonly number[]) => number): Series {
  const points = timesOf(all).map((at) => {
    const values = all.flatMap((series) => series.points.get(at) ?? []);
    return [at, compute(values)] as const;
  });
  return { label: "", period: all[0]?.period ?? 60, points: new Map(points) };
}
