import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";
import { tableTags } from "./table-found.ts";

/** Ids are `resource ARN,key`. */
function parts(id: string): { readonly ResourceArn: string; readonly Key: string } {
  const at = id.indexOf(",");
  if (at <= 0) throw new Refusal(`Invalid format for identifier (${id}); expecting <identifier>,<key>`);
  return { ResourceArn: id.slice(0, at), Key: id.slice(at + 1) };
}

export const awsDynamodbTag = defineResource<DynamodbResources["aws_dynamodb_tag"]>({
  title: "DynamoDB resource tag",
  async create({ resource_arn: ResourceArn, key: Key, value: Value }, aws) {
    await aws.call("dynamodb", "TagResource", { ResourceArn, Tags: [{ Key, Value }] });
    return { id: `${ResourceArn},${Key}` };
  },
  async read(state, aws) {
    const { ResourceArn, Key } = parts(state.id);
    const tags = await unless(tableTags(aws, ResourceArn), "ResourceNotFoundException");
    const value = tags?.[Key];
    return value === undefined ? undefined : { key: Key, resource_arn: ResourceArn, value };
  },
  async update({ resource_arn: ResourceArn, key: Key, value: Value }, aws) {
    await aws.call("dynamodb", "TagResource", { ResourceArn, Tags: [{ Key, Value }] });
  },
  async delete(prior, aws) {
    const { ResourceArn, Key } = parts(prior.id);
    await unless(aws.call("dynamodb", "UntagResource", { ResourceArn, TagKeys: [Key] }), "ResourceNotFoundException");
  },
});
