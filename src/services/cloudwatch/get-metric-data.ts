import type { MetricDataQuery, MetricDataResult } from "@aws-sdk/client-cloudwatch";
import type { Operation } from "../../cloud/operation.ts";
import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatch } from "./client.ts";
import { dynamicLabel, isDynamic } from "./dynamic-label.ts";
import { seriesOf } from "./metric-series.ts";

const MOST_DATAPOINTS = 100_800;

export const getMetricData: Operation<CloudWatch, "GetMetricData"> = (input, context) => {
  const from = (input.StartTime as Date).getTime();
  const until = (input.EndTime as Date).getTime();
  if (from >= until) {
    throw new ServiceException("ValidationError", "The parameter StartTime must be less than the parameter EndTime.");
  }
  const queries = input.MetricDataQueries ?? [];
  const differing = differences(queries);
  const results = seriesOf(context, queries, { from, until }).flatMap(({ query, series }) =>
    series.map((one) => {
      const { label, points } = one;
      const ordered = [...points];
      // The latest come first unless asked otherwise.
      if (input.ScanBy !== "TimestampAscending") ordered.reverse();
      const usual = query.MetricStat ? [label, ...differing(query)].join(" ") : (query.Id as string);
      const caption = isDynamic(query.Label) ? usual : (query.Label ?? usual);
      const Label = series.length > 1 ? `${caption} ${label}`.trim() : caption;
      const zone = input.LabelOptions?.Timezone;
      const properties = { AccountId: context.account, Region: context.region, ...one.properties };
      return {
        Id: query.Id as string,
        Label: isDynamic(query.Label)
          ? dynamicLabel(query.Label, one, { label: Label, properties, now: context.clock.now(), zone })
          : Label,
        points: ordered,
      };
    }),
  );
  return { ...pageOf(results, input.MaxDatapoints ?? MOST_DATAPOINTS, input.NextToken), Messages: [] };
};

/** Where the queries of a request differ in it, the default label of a metric tells it. Source: AWS, as LocalStack's source has it. */
function differences(queries: readonly MetricDataQuery[]): (query: MetricDataQuery) => string[] {
  const stats = queries.flatMap(({ MetricStat }) => MetricStat ?? []);
  const telling = (["Stat", "Period"] as const).filter((name) => new Set(stats.map((stat) => stat[name])).size > 1);
  return ({ MetricStat }) => telling.map((name) => String(MetricStat?.[name]));
}

interface WholeResult {
  readonly Id: string;
  readonly Label: string;
  readonly points: readonly (readonly [at: number, value: number])[];
}

/** A page has so many datapoints of all results together; a result that goes on behind it is partial. */
function pageOf(
  results: readonly WholeResult[],
  most: number,
  token: string | undefined,
): { readonly MetricDataResults: MetricDataResult[]; readonly NextToken?: string } {
  const start = token === undefined ? 0 : decodePageToken(token);
  if (typeof start !== "number") throw new ServiceException("InvalidNextToken", "Invalid NextToken");
  const end = start + most;
  let passed = 0;
  const page = results.flatMap(({ Id, Label, points }): MetricDataResult[] => {
    const first = passed;
    passed += points.length;
    const inside = points.slice(Math.max(0, start - first), Math.max(0, end - first));
    // Results without data are on the first page.
    if (inside.length === 0 && (start > 0 || points.length > 0)) return [];
    return [
      {
        Id,
        Label,
        Timestamps: inside.map(([at]) => new Date(at)),
        Values: inside.map(([, value]) => value),
        StatusCode: passed > end ? "PartialData" : "Complete",
      },
    ];
  });
  return { MetricDataResults: page, ...(passed > end ? { NextToken: encodePageToken(end) } : {}) };
}
