import { defineDataSource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage, given } from "../framework/given.ts";
import { decoded } from "../framework/policy.ts";
import { tagMap } from "../framework/tags.ts";
import type { IamDataSources } from "../schema/iam-data.generated.ts";

export const awsIamPolicyData = defineDataSource<IamDataSources["aws_iam_policy"]>({
  title: "IAM Policy",
  async read(config, aws) {
    const PolicyArn = given(config.arn) ?? (await arnByName());
    const { Policy } = (await unless(aws.call("iam", "GetPolicy", { PolicyArn }), "NoSuchEntity")) ?? {};
    if (!Policy) throw new Refusal(`reading IAM Policy (${PolicyArn}): couldn't find resource`);
    const { PolicyVersion } = await aws.call("iam", "GetPolicyVersion", {
      PolicyArn,
      VersionId: Policy.DefaultVersionId,
    });
    return {
      id: Policy.Arn,
      arn: Policy.Arn,
      attachment_count: Policy.AttachmentCount,
      description: Policy.Description,
      name: Policy.PolicyName,
      path: Policy.Path,
      policy: decoded(PolicyVersion?.Document),
      policy_id: Policy.PolicyId,
      tags: tagMap(Policy.Tags),
    };

    async function arnByName(): Promise<string> {
      const policies = await everyPage(
        (Marker) => aws.call("iam", "ListPolicies", { PathPrefix: given(config.path_prefix), Marker }),
        (answer) => answer.Policies,
        (answer) => answer.Marker,
      );
      const found = policies.filter((policy) => !config.name || policy.PolicyName === config.name);
      const [only] = found;
      if (found.length > 1) throw new Refusal("reading IAM Policy (): too many results: wanted 1, got " + found.length);
      if (!only?.Arn) throw new Refusal("no IAM policy found matching criteria");
      return only.Arn;
    }
  },
});
