import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { removeGroup, requireGroup } from "./groups.ts";

export const deleteLogGroup: Operation<CloudWatchLogs, "DeleteLogGroup"> = ({ logGroupName }, context) => {
  const group = requireGroup(context.store, context, logGroupName as string);
  if (group.deletionProtection) {
    throw new ServiceException(
      "ValidationException",
      "Log group cannot be deleted because deletion protection is enabled.",
    );
  }
  removeGroup(context.store, context, group);
  return {};
};
