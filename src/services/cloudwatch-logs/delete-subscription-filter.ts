import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { requireGroup } from "./groups.ts";
import { removeRecord } from "./records.ts";
import { SUBSCRIPTION_FILTER } from "./subscription-filters.ts";

export const deleteSubscriptionFilter: Operation<CloudWatchLogs, "DeleteSubscriptionFilter"> = (input, context) => {
  const group = requireGroup(context.store, context, input.logGroupName as string);
  if (!removeRecord(context, SUBSCRIPTION_FILTER, group.name, input.filterName as string)) {
    throw new ServiceException("ResourceNotFoundException", "The specified subscription filter does not exist.");
  }
  return {};
};
