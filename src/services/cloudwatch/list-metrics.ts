import type { Operation } from "../../cloud/operation.ts";
import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import type { CloudWatch } from "./client.ts";
import { allMetrics } from "./metrics.ts";

const PAGE = 500;

export const listMetrics: Operation<CloudWatch, "ListMetrics"> = (input, context) => {
  const found = allMetrics(context, input.Namespace).filter(
    ({ name, dimensions }) =>
      (input.MetricName === undefined || name === input.MetricName) &&
      (input.Dimensions ?? []).every((wanted) =>
        dimensions.some(
          ({ Name, Value }) => Name === wanted.Name && (wanted.Value === undefined || Value === wanted.Value),
        ),
      ),
  );
  const start = input.NextToken === undefined ? 0 : Number(decodePageToken(input.NextToken));
  return {
    Metrics: found.slice(start, start + PAGE).map(({ namespace, name, dimensions }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: [...dimensions],
    })),
    ...(start + PAGE < found.length ? { NextToken: encodePageToken(start + PAGE) } : {}),
  };
};
