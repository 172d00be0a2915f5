/** Functions that make one value of many: of a series a number, of a list of series a series. */
type Aggregate = (values: readonly number[]) => number;

const sum: Aggregate = (values) => values.reduce((total, value) => total + value, 0);
const average: Aggregate = (values) => sum(values) / values.length;

export const AGGREGATES: Readonly<Record<string, Aggregate>> = {
  AVG: average,
  DATAPOINT_COUNT: (values) => values.length,
  MAX: (values) => Math.max(...values),
  MIN: (values) => Math.min(...values),
  STDDEV: (values) => {
    const mean = average(values);
    return Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
  },
  SUM: sum,
};
