import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { during, unless } from "../framework/call-error.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";
import { tableTags } from "./table-found.ts";

/** Ids are `resource ARN,key`. */
function parts(id: string): { readonly ResourceArn: string; readonly Key: string } {
  const at = id.indexOf(",");
  if (at <= 0) throw new Refusal(`invalid resource identifier (${id}), expected ID,KEY`, "", true);
  return { ResourceArn: id.slice(0, at), Key: id.slice(at + 1) };
}

const tagged = (aws: Aws, ResourceArn: string, Key: string, Value: string) =>
  during(
    `tagging resource (${ResourceArn})`,
    aws.call("dynamodb", "TagResource", { ResourceArn, Tags: [{ Key, Value }] }),
  );

export const awsDynamodbTag = defineResource<DynamodbResources["aws_dynamodb_tag"]>({
  title: "DynamoDB resource tag",
  words: {
    creating: ({ resource_arn, key }) => `creating dynamodb resource (${resource_arn}) tag (${key})`,
    updating: ({ resource_arn, key }) => `updating dynamodb resource (${resource_arn}) tag (${key})`,
    reading: ({ resource_arn, key }) => `reading dynamodb resource (${resource_arn}) tag (${key})`,
    deleting: ({ resource_arn, key }) => `deleting dynamodb resource (${resource_arn}) tag (${key})`,
  },
  async create({ resource_arn: ResourceArn, key: Key, value: Value }, aws) {
    await tagged(aws, ResourceArn, Key, Value);
    return { id: `${ResourceArn},${Key}` };
  },
  async read(state, aws) {
    const { ResourceArn, Key } = parts(state.id);
    const tags = await unless(tableTags(aws, ResourceArn), "ResourceNotFoundException");
    const value = tags?.[Key];
    return value === undefined ? undefined : { key: Key, resource_arn: ResourceArn, value };
  },
  async update({ resource_arn: ResourceArn, key: Key, value: Value }, aws) {
    await tagged(aws, ResourceArn, Key, Value);
  },
  async delete(prior, aws) {
    const { ResourceArn, Key } = parts(prior.id);
    await unless(aws.call("dynamodb", "UntagResource", { ResourceArn, TagKeys: [Key] }), "ResourceNotFoundException");
  },
});
