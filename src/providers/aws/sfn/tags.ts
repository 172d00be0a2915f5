import type { Aws } from "../framework/aws.ts";
import { type TagMap, tagChanges } from "../framework/tags.ts";

/** Step Functions spells tags in lower case. */
export const sfnTags = (tags: TagMap): { key: string; value: string }[] =>
  Object.entries(tags).map(([key, value]) => ({ key, value }));

export async function stepFunctionTags(aws: Aws, resourceArn: string): Promise<TagMap> {
  const { tags = [] } = await aws.call("sfn", "ListTagsForResource", { resourceArn });
  return Object.fromEntries(tags.map(({ key = "", value = "" }) => [key, value]));
}

export async function retagSfn(aws: Aws, resourceArn: string, prior: TagMap, next: TagMap): Promise<void> {
  const { set, removed } = tagChanges(prior, next);
  if (removed.length > 0) await aws.call("sfn", "UntagResource", { resourceArn, tagKeys: [...removed] });
  if (Object.keys(set).length > 0) await aws.call("sfn", "TagResource", { resourceArn, tags: sfnTags(set) });
}
