/** Tags of alarms, by ARN. */
import type { Tag } from "@aws-sdk/client-cloudwatch";
import { parseArn } from "../../cloud/arn.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { mergeTags, type Tag as PlainTag, withoutTags } from "../../cloud/tags.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { findAlarm } from "./alarms.ts";
import type { CloudWatch } from "./client.ts";

const tagsKey = ({ account, region }: OperationContext, arn: string) => ["cloudwatch", account, region, "tags", arn];

const tagsOf = (context: OperationContext, arn: string): readonly PlainTag[] =>
  context.store.get<readonly PlainTag[]>(tagsKey(context, arn)) ?? [];

const plain = (tags: readonly Tag[] = []): PlainTag[] =>
  tags.map(({ Key, Value }) => ({ Key: Key as string, Value: Value as string }));

export const saveTags = (context: OperationContext, arn: string, tags: readonly Tag[]): void =>
  context.store.put(tagsKey(context, arn), mergeTags(tagsOf(context, arn), plain(tags)));

function requireResource(context: OperationContext, arn: string): string {
  const { service, resource = "" } = parseArn(arn) ?? {};
  if (service !== "cloudwatch") throw new ServiceException("InvalidParameterValue", `Invalid ARN: ${arn}`, {}, 400);
  if (findAlarm(context, resource.replace(/^alarm:/, ""))) return arn;
  throw new ServiceException("ResourceNotFoundException", "Unknown", { ResourceType: "alarm", ResourceId: arn });
}

export const tagResource: Operation<CloudWatch, "TagResource"> = ({ ResourceARN, Tags }, context) => {
  saveTags(context, requireResource(context, ResourceARN as string), Tags ?? []);
  return {};
};

export const untagResource: Operation<CloudWatch, "UntagResource"> = ({ ResourceARN, TagKeys }, context) => {
  const arn = requireResource(context, ResourceARN as string);
  context.store.put(tagsKey(context, arn), withoutTags(tagsOf(context, arn), TagKeys ?? []));
  return {};
};

export const listTagsForResource: Operation<CloudWatch, "ListTagsForResource"> = ({ ResourceARN }, context) => ({
  Tags: [...tagsOf(context, requireResource(context, ResourceARN as string))],
});
