import type { Operation } from "../../cloud/operation.ts";
import type { CloudWatchLogs } from "./client.ts";
import { requireGroup } from "./groups.ts";
import { removeStream, requireStream } from "./streams.ts";

export const deleteLogStream: Operation<CloudWatchLogs, "DeleteLogStream"> = (input, context) => {
  const group = requireGroup(context.store, context, input.logGroupName as string);
  removeStream(
    context.store,
    context,
    group,
    requireStream(context.store, context, group, input.logStreamName as string).name,
  );
  return {};
};
