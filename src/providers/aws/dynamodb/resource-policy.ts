import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { samePolicy } from "../framework/policy.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";

type ResourcePolicy = DynamodbResources["aws_dynamodb_resource_policy"];

export const awsDynamodbResourcePolicy = defineResource<ResourcePolicy>({
  title: "DynamoDB Resource Policy",
  named: (planned) => planned.resource_arn,
  cause: "below",
  equivalent: { policy: samePolicy },
  async create(planned, aws) {
    return { id: planned.resource_arn, revision_id: await put(planned, aws) };
  },
  async read(state, aws) {
    const found = await unless(
      aws.call("dynamodb", "GetResourcePolicy", { ResourceArn: state.id }),
      "PolicyNotFoundException",
      "ResourceNotFoundException",
    );
    if (!found) return undefined;
    return {
      policy: state.policy && samePolicy(state.policy, found.Policy ?? "") ? state.policy : found.Policy,
      resource_arn: state.id,
      revision_id: found.RevisionId,
    };
  },
  async update(planned, aws) {
    await put(planned, aws);
  },
  async delete(prior, aws) {
    await unless(
      aws.call("dynamodb", "DeleteResourcePolicy", { ResourceArn: prior.id }),
      "PolicyNotFoundException",
      "ResourceNotFoundException",
    );
  },
});

async function put(planned: ResourcePolicy, aws: Aws): Promise<string | undefined> {
  const { RevisionId } = await aws.call("dynamodb", "PutResourcePolicy", {
    ResourceArn: planned.resource_arn,
    Policy: planned.policy,
    ConfirmRemoveSelfResourceAccess: planned.confirm_remove_self_resource_access ?? false,
  });
  return RevisionId;
}
