import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { createGroup, findGroup } from "./groups.ts";

export const createLogGroup: Operation<CloudWatchLogs, "CreateLogGroup"> = (input, context) => {
  const name = input.logGroupName as string;
  if (/^aws\//i.test(name)) {
    throw new ServiceException("InvalidParameterException", "Log groups starting with AWS/ are reserved for AWS.");
  }
  if (findGroup(context.store, context, name)) {
    throw new ServiceException("ResourceAlreadyExistsException", "The specified log group already exists");
  }
  createGroup(context.store, context, {
    name,
    createdAt: context.clock.now(),
    class: input.logGroupClass ?? "STANDARD",
    ...(input.kmsKeyId === undefined ? {} : { kmsKeyId: input.kmsKeyId }),
    ...(input.deletionProtectionEnabled === undefined ? {} : { deletionProtection: input.deletionProtectionEnabled }),
    tags: input.tags ?? {},
  });
  return {};
};
