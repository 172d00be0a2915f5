import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage } from "../framework/given.ts";
import { normalizedJson } from "../framework/json.ts";
import { policyFound, samePolicy } from "../framework/policy.ts";
import type { LogsResources } from "../schema/logs.generated.ts";

type Policy = LogsResources["aws_cloudwatch_log_resource_policy"];

export const awsCloudwatchLogResourcePolicy = defineResource<Policy>({
  title: "CloudWatch Logs Resource Policy",
  named: (planned) => planned.policy_name,
  normalize: { policy_document: normalizedJson },
  equivalent: { policy_document: samePolicy },
  async create(planned, aws) {
    await put(planned, aws);
    return { id: planned.policy_name };
  },
  async read(state, aws) {
    const policies = await everyPage(
      (nextToken) => aws.call("cloudwatch-logs", "DescribeResourcePolicies", { nextToken }),
      (answer) => answer.resourcePolicies,
      (answer) => answer.nextToken,
    );
    const policy = policies.find((one) => one.policyName === state.id);
    return (
      policy && {
        policy_document: policyFound(state.policy_document, policy.policyDocument),
        policy_name: policy.policyName ?? "",
      }
    );
  },
  update: (planned, aws) => put(planned, aws),
  importId: (id) => ({ policy_name: id }),
  async delete(prior, aws) {
    await unless(
      aws.call("cloudwatch-logs", "DeleteResourcePolicy", { policyName: prior.id }),
      "ResourceNotFoundException",
    );
  },
});

async function put(planned: Policy, aws: Aws): Promise<void> {
  await aws.call("cloudwatch-logs", "PutResourcePolicy", {
    policyDocument: planned.policy_document,
    policyName: planned.policy_name,
  });
}
