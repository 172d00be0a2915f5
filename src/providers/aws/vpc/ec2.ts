/** What all resources of a VPC share: ARNs, tags, waiting. */
import type { ResourceType } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { type TagMap, tagChanges, tagList } from "../framework/tags.ts";

export const ec2Arn = (aws: Aws, owner: string | undefined, path: string): string =>
  `arn:${aws.partition}:ec2:${aws.region}:${owner ?? aws.account}:${path}`;

/** Tags given at creation; `type` is EC2's name of the kind, such as "security-group". */
export const taggedAs = (type: ResourceType, tags: TagMap) =>
  Object.keys(tags).length > 0 ? [{ ResourceType: type, Tags: tagList(tags) }] : undefined;

interface Tagged {
  readonly id: string;
  readonly tags_all: TagMap;
}

export async function retagEc2(aws: Aws, prior: Tagged, planned: Tagged): Promise<void> {
  const { set, removed } = tagChanges(prior.tags_all, planned.tags_all);
  const Resources = [planned.id];
  if (removed.length > 0) await aws.call("ec2", "DeleteTags", { Resources, Tags: removed.map((Key) => ({ Key })) });
  if (Object.keys(set).length > 0) await aws.call("ec2", "CreateTags", { Resources, Tags: tagList(set) });
}

export const filters = (values: Readonly<Record<string, string | readonly string[]>>) =>
  Object.entries(values).map(([Name, value]) => ({ Name, Values: [value].flat() }));
