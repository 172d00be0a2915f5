import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { requireGroup } from "./groups.ts";
import { findStream, saveStream } from "./streams.ts";

export const createLogStream: Operation<CloudWatchLogs, "CreateLogStream"> = (input, context) => {
  const group = requireGroup(context.store, context, input.logGroupName as string);
  const name = input.logStreamName as string;
  if (findStream(context.store, context, group, name)) {
    throw new ServiceException("ResourceAlreadyExistsException", "The specified log stream already exists");
  }
  saveStream(context.store, context, group, { name, createdAt: context.clock.now(), batches: 0 });
  return {};
};
