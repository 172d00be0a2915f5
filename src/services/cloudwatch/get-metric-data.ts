import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatch } from "./client.ts";
import { seriesOf } from "./metric-series.ts";

export const getMetricData: Operation<CloudWatch, "GetMetricData"> = (input, context) => {
  const from = (input.StartTime as Date).getTime();
  const until = (input.EndTime as Date).getTime();
  if (from >= until) {
    throw new ServiceException("ValidationError", "The parameter StartTime must be less than the parameter EndTime.");
  }
  const results = seriesOf(context, input.MetricDataQueries ?? [], { from, until }).flatMap(({ query, series }) =>
    series.map(({ label, points }) => {
      const ordered = [...points];
      // The latest come first unless asked otherwise.
      if (input.ScanBy !== "TimestampAscending") ordered.reverse();
      const caption = query.Label ?? (query.MetricStat ? label : query.Id);
      return {
        Id: query.Id,
        Label: series.length > 1 ? `${caption} ${label}`.trim() : caption,
        Timestamps: ordered.map(([at]) => new Date(at)),
        Values: ordered.map(([, value]) => value),
        StatusCode: "Complete" as const,
      };
    }),
  );
  return { MetricDataResults: results, Messages: [] };
};
