import type { Operation } from "../../cloud/operation.ts";
import type { CloudWatchLogs } from "./client.ts";
import { requireGroup } from "./groups.ts";
import { pageOf } from "./records.ts";
import { requireStandardClass } from "./standard-class.ts";
import { subscriptionFilters } from "./subscription-filters.ts";

export const describeSubscriptionFilters: Operation<CloudWatchLogs, "DescribeSubscriptionFilters"> = (
  input,
  context,
) => {
  const group = requireStandardClass(requireGroup(context.store, context, input.logGroupName as string));
  const { filterNamePrefix = "" } = input;
  const found = subscriptionFilters(context.store, context, group).filter(({ filterName }) =>
    filterName?.startsWith(filterNamePrefix),
  );
  const { page, ...rest } = pageOf(found, input);
  return { subscriptionFilters: page, ...rest };
};
