import type { Operation } from "../../cloud/operation.ts";
import type { CloudWatch } from "./client.ts";
import { allMetrics } from "./metrics.ts";
import { pageOf } from "./page.ts";

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
  const { page, ...rest } = pageOf(found, PAGE, input.NextToken);
  return {
    Metrics: page.map(({ namespace, name, dimensions }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: [...dimensions],
    })),
    ...rest,
  };
};
