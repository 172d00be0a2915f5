import type { Operation } from "../../cloud/operation.ts";
import type { CloudWatch } from "./client.ts";
import { allMetrics, isActiveSince } from "./metrics.ts";
import { pageOf } from "./page.ts";

const PAGE = 500;
const HOUR = 3_600_000;
/** A metric without data for longer is not listed any more. Source: API reference, as that of RecentlyActive. */
const LISTED = 14 * 24 * HOUR;
const RECENT = 3 * HOUR;

export const listMetrics: Operation<CloudWatch, "ListMetrics"> = (input, context) => {
  const since = context.clock.now() - (input.RecentlyActive === "PT3H" ? RECENT : LISTED);
  const found = allMetrics(context, input.Namespace).filter(
    (metric) =>
      (input.MetricName === undefined || metric.name === input.MetricName) &&
      (input.Dimensions ?? []).every((wanted) =>
        metric.dimensions.some(
          ({ Name, Value }) => Name === wanted.Name && (wanted.Value === undefined || Value === wanted.Value),
        ),
      ) &&
      isActiveSince(context, metric, since),
  );
  const { page, ...rest } = pageOf(found, PAGE, input.NextToken);
  return {
    Metrics: page.map(({ namespace, name, dimensions }) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: [...dimensions],
    })),
    ...(input.IncludeLinkedAccounts ? { OwningAccounts: page.map(() => context.account) } : {}),
    ...rest,
  };
};
