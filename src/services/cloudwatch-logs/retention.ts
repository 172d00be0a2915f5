/** PutRetentionPolicy and DeleteRetentionPolicy: how long a group keeps its events. */
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { requireGroup, saveGroup } from "./groups.ts";

const ALLOWED_DAYS: ReadonlySet<number> = new Set([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);

export const putRetentionPolicy: Operation<CloudWatchLogs, "PutRetentionPolicy"> = (input, context) => {
  const days = input.retentionInDays as number;
  if (!ALLOWED_DAYS.has(days)) {
    throw new ServiceException(
      "InvalidParameterException",
      `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${[...ALLOWED_DAYS].join(", ")}]`,
    );
  }
  const group = requireGroup(context.store, context, input.logGroupName as string);
  saveGroup(context.store, context, { ...group, retentionInDays: days });
  return {};
};

export const deleteRetentionPolicy: Operation<CloudWatchLogs, "DeleteRetentionPolicy"> = (input, context) => {
  const { retentionInDays: _gone, ...group } = requireGroup(context.store, context, input.logGroupName as string);
  saveGroup(context.store, context, group);
  return {};
};
