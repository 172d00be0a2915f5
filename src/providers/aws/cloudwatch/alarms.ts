/** What both kinds of alarms have in common: their tags and their end. */
import type { Aws } from "../framework/aws.ts";
import { unless } from "../framework/call-error.ts";
import { type TagMap, tagChanges, tagList, tagMap } from "../framework/tags.ts";

export async function deleteAlarm(name: string, aws: Aws): Promise<void> {
  await unless(aws.call("cloudwatch", "DeleteAlarms", { AlarmNames: [name] }), "ResourceNotFoundException");
}

export async function alarmTags(aws: Aws, ResourceARN: string | undefined): Promise<TagMap> {
  const { Tags } = await aws.call("cloudwatch", "ListTagsForResource", { ResourceARN });
  return tagMap(Tags);
}

interface Tagged {
  readonly arn: string | null;
  readonly tags_all: TagMap;
}

export async function retagAlarm(aws: Aws, prior: Tagged, planned: Tagged): Promise<void> {
  const ResourceARN = prior.arn ?? "";
  const { set, removed } = tagChanges(prior.tags_all, planned.tags_all);
  if (removed.length > 0) await aws.call("cloudwatch", "UntagResource", { ResourceARN, TagKeys: [...removed] });
  if (Object.keys(set).length > 0) await aws.call("cloudwatch", "TagResource", { ResourceARN, Tags: tagList(set) });
}
