import type { Aws } from "../framework/aws.ts";
import { type TagMap, tagChanges } from "../framework/tags.ts";

export async function logTags(aws: Aws, resourceArn: string | undefined): Promise<TagMap> {
  if (!resourceArn) return {};
  const { tags } = await aws.call("cloudwatch-logs", "ListTagsForResource", { resourceArn });
  return tags ?? {};
}

interface Tagged {
  readonly arn: string | null;
  readonly tags_all: TagMap;
}

export async function retagLogs(aws: Aws, prior: Tagged, planned: Tagged): Promise<void> {
  const resourceArn = prior.arn ?? "";
  const { set, removed } = tagChanges(prior.tags_all, planned.tags_all);
  if (removed.length > 0) await aws.call("cloudwatch-logs", "UntagResource", { resourceArn, tagKeys: [...removed] });
  if (Object.keys(set).length > 0) await aws.call("cloudwatch-logs", "TagResource", { resourceArn, tags: set });
}
