import type { PolicyType, Scope } from "@aws-sdk/client-cloudwatch-logs";
import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import { normalizedJson, sameJson } from "../framework/json.ts";
import type { LogsResources } from "../schema/logs.generated.ts";

type Policy = LogsResources["aws_cloudwatch_log_account_policy"];

export const awsCloudwatchLogAccountPolicy = defineResource<Policy>({
  title: "CloudWatch Logs Account Policy",
  named: (planned) => planned.policy_name,
  normalize: { policy_document: normalizedJson },
  equivalent: { policy_document: sameJson },
  async create(planned, aws) {
    await put(planned, aws);
    return { id: planned.policy_name };
  },
  async read(state, aws) {
    const answer = await unless(
      aws.call("cloudwatch-logs", "DescribeAccountPolicies", {
        policyName: state.id,
        policyType: state.policy_type as PolicyType,
      }),
      "ResourceNotFoundException",
    );
    const policy = answer?.accountPolicies?.find((one) => one.policyName === state.id);
    if (!policy) return undefined;
    const document = policy.policyDocument ?? "";
    return {
      policy_document: sameJson(state.policy_document ?? "", document)
        ? state.policy_document
        : normalizedJson(document),
      policy_name: policy.policyName ?? "",
      policy_type: policy.policyType ?? "",
      scope: policy.scope,
      selection_criteria: policy.selectionCriteria,
    };
  },
  update: (planned, aws) => put(planned, aws),
  async delete(prior, aws) {
    await unless(
      aws.call("cloudwatch-logs", "DeleteAccountPolicy", {
        policyName: prior.id,
        policyType: prior.policy_type as PolicyType,
      }),
      "ResourceNotFoundException",
    );
  },
  importId(id) {
    const [name, type, ...rest] = id.split(":");
    if (!name || !type || rest.length > 0)
      throw new Refusal(`wrong format of import ID (${id}), use: '<policy-name>:<policy-type>'`);
    return { id: name, policy_type: type };
  },
});

async function put(planned: Policy, aws: Aws): Promise<void> {
  await aws.call("cloudwatch-logs", "PutAccountPolicy", {
    policyName: planned.policy_name,
    policyDocument: planned.policy_document,
    policyType: planned.policy_type as PolicyType,
    scope: given(planned.scope) as Scope | undefined,
    selectionCriteria: given(planned.selection_criteria),
  });
}
