import type { Operation } from "../../cloud/operation.ts";
import type { CloudWatchLogs } from "./client.ts";
import { removeGroup, requireGroup } from "./groups.ts";

export const deleteLogGroup: Operation<CloudWatchLogs, "DeleteLogGroup"> = ({ logGroupName }, context) => {
  removeGroup(context.store, context, requireGroup(context.store, context, logGroupName as string));
  return {};
};
