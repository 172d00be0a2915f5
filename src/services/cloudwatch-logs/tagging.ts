/**
 * Tags: of log groups, where the newer operations by ARN and the older ones by name share one store, and of
 * destinations, anomaly detectors and lookup tables.
 */
import { parseArn } from "../../cloud/arn.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import { findGroup, nameFromIdentifier, requireGroup, saveGroup } from "./groups.ts";
import { findRecord, saveRecord } from "./records.ts";

type Tags = Readonly<Record<string, string>>;

interface Tagged {
  readonly tags: Tags;
  save(tags: Tags): void;
}

const TAGS = "tags";

function taggedGroup(context: OperationContext, name: string): Tagged {
  const group = requireGroup(context.store, context, name);
  return { tags: group.tags, save: (tags) => saveGroup(context.store, context, { ...group, tags }) };
}

function taggedResource(context: OperationContext, arn: string): Tagged {
  const { resource = "" } = parseArn(arn) ?? {};
  if (findGroup(context.store, context, nameFromIdentifier(arn))) return taggedGroup(context, nameFromIdentifier(arn));
  const [kind = "", name = ""] = resource.split(":");
  if (!findRecord(context, kind, kind === "anomaly-detector" ? arn : name)) {
    throw new ServiceException("ResourceNotFoundException", "The specified resource does not exist.");
  }
  return {
    tags: findRecord<Tags>(context, TAGS, resource) ?? {},
    save: (tags) => saveRecord(context, TAGS, tags, resource),
  };
}

/** Tags that a resource is made with; `resource` is the end of its ARN. */
export function tagNewResource(context: OperationContext, resource: string, tags: Tags | undefined): void {
  if (tags) saveRecord(context, TAGS, tags, resource);
}

function add(tagged: Tagged, tags: Tags = {}): Record<string, never> {
  tagged.save({ ...tagged.tags, ...tags });
  return {};
}

function remove(tagged: Tagged, keys: readonly string[] = []): Record<string, never> {
  tagged.save(Object.fromEntries(Object.entries(tagged.tags).filter(([key]) => !keys.includes(key))));
  return {};
}

export const tagResource: Operation<CloudWatchLogs, "TagResource"> = ({ resourceArn, tags }, context) =>
  add(taggedResource(context, resourceArn as string), tags);

export const untagResource: Operation<CloudWatchLogs, "UntagResource"> = ({ resourceArn, tagKeys }, context) =>
  remove(taggedResource(context, resourceArn as string), tagKeys);

export const listTagsForResource: Operation<CloudWatchLogs, "ListTagsForResource"> = ({ resourceArn }, context) => ({
  tags: { ...taggedResource(context, resourceArn as string).tags },
});

export const tagLogGroup: Operation<CloudWatchLogs, "TagLogGroup"> = ({ logGroupName, tags }, context) =>
  add(taggedGroup(context, logGroupName as string), tags);

export const untagLogGroup: Operation<CloudWatchLogs, "UntagLogGroup"> = ({ logGroupName, tags }, context) =>
  remove(taggedGroup(context, logGroupName as string), tags);

export const listTagsLogGroup: Operation<CloudWatchLogs, "ListTagsLogGroup"> = ({ logGroupName }, context) => ({
  tags: { ...taggedGroup(context, logGroupName as string).tags },
});
