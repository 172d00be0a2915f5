import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { normalizedJson, sameJson } from "../framework/json.ts";
import type { LogsResources } from "../schema/logs.generated.ts";

type Policy = LogsResources["aws_cloudwatch_log_data_protection_policy"];

export const awsCloudwatchLogDataProtectionPolicy = defineResource<Policy>({
  title: "CloudWatch Logs Data Protection Policy",
  named: (planned) => planned.log_group_name,
  normalize: { policy_document: normalizedJson },
  equivalent: { policy_document: sameJson },
  async create(planned, aws) {
    await put(planned, aws);
    return { id: planned.log_group_name };
  },
  async read(state, aws) {
    const answer = await unless(
      aws.call("cloudwatch-logs", "GetDataProtectionPolicy", { logGroupIdentifier: state.id }),
      "ResourceNotFoundException",
    );
    const document = answer?.policyDocument;
    if (!document) return undefined;
    return {
      log_group_name: state.id,
      policy_document: sameJson(state.policy_document ?? "", document)
        ? state.policy_document
        : normalizedJson(document),
    };
  },
  update: (planned, aws) => put(planned, aws),
  async delete(prior, aws) {
    await unless(
      aws.call("cloudwatch-logs", "DeleteDataProtectionPolicy", { logGroupIdentifier: prior.id }),
      "ResourceNotFoundException",
    );
  },
});

async function put(planned: Policy, aws: Aws): Promise<void> {
  await aws.call("cloudwatch-logs", "PutDataProtectionPolicy", {
    logGroupIdentifier: planned.log_group_name,
    policyDocument: planned.policy_document,
  });
}
