import type { Operation } from "../../cloud/operation.ts";
import type { CloudWatchLogs } from "./client.ts";
import { nameFromIdentifier, requireGroup, saveGroup } from "./groups.ts";

export const putLogGroupDeletionProtection: Operation<CloudWatchLogs, "PutLogGroupDeletionProtection"> = (
  input,
  context,
) => {
  const group = requireGroup(context.store, context, nameFromIdentifier(input.logGroupIdentifier as string));
  saveGroup(context.store, context, { ...group, deletionProtection: input.deletionProtectionEnabled as boolean });
  return {};
};
