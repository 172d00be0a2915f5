/** Tags of log groups: the newer operations by ARN and the older ones by name share one store. */
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { findGroup, type LogGroup, nameFromIdentifier, requireGroup, saveGroup } from "./groups.ts";

function taggedGroup(context: OperationContext, arn: string): LogGroup {
  const group = findGroup(context.store, context, nameFromIdentifier(arn));
  if (!group) throw new ServiceException("ResourceNotFoundException", "The specified resource does not exist.");
  return group;
}

function addTags(context: OperationContext, group: LogGroup, tags: Readonly<Record<string, string>>): void {
  saveGroup(context.store, context, { ...group, tags: { ...group.tags, ...tags } });
}

function removeTags(context: OperationContext, group: LogGroup, keys: readonly string[]): void {
  const tags = Object.fromEntries(Object.entries(group.tags).filter(([key]) => !keys.includes(key)));
  saveGroup(context.store, context, { ...group, tags });
}

export const tagResource: Operation<CloudWatchLogs, "TagResource"> = ({ resourceArn, tags }, context) => {
  addTags(context, taggedGroup(context, resourceArn as string), tags ?? {});
  return {};
};

export const untagResource: Operation<CloudWatchLogs, "UntagResource"> = ({ resourceArn, tagKeys }, context) => {
  removeTags(context, taggedGroup(context, resourceArn as string), tagKeys ?? []);
  return {};
};

export const listTagsForResource: Operation<CloudWatchLogs, "ListTagsForResource"> = ({ resourceArn }, context) => ({
  tags: { ...taggedGroup(context, resourceArn as string).tags },
});

export const tagLogGroup: Operation<CloudWatchLogs, "TagLogGroup"> = ({ logGroupName, tags }, context) => {
  addTags(context, requireGroup(context.store, context, logGroupName as string), tags ?? {});
  return {};
};

export const untagLogGroup: Operation<CloudWatchLogs, "UntagLogGroup"> = ({ logGroupName, tags }, context) => {
  removeTags(context, requireGroup(context.store, context, logGroupName as string), tags ?? []);
  return {};
};

export const listTagsLogGroup: Operation<CloudWatchLogs, "ListTagsLogGroup"> = ({ logGroupName }, context) => ({
  tags: { ...requireGroup(context.store, context, logGroupName as string).tags },
});
