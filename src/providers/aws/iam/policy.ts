import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, everyPage, given } from "../framework/given.ts";
import { normalizedJson } from "../framework/json.ts";
import { chosenName, prefixOf } from "../framework/names.ts";
import { decoded, policyFound, samePolicy } from "../framework/policy.ts";
import { tagMap } from "../framework/tags.ts";
import type { IamResources } from "../schema/iam.generated.ts";
import { readOnlyAdvice } from "./read-only-name.ts";
import { iamTags, retag } from "./tags.ts";

/** AWS keeps five versions of a policy. */
const MOST_VERSIONS = 5;

export const awsIamPolicy = defineResource<IamResources["aws_iam_policy"]>({
  title: "IAM Policy",
  named: (planned) => planned.name,
  normalize: { policy: normalizedJson },
  equivalent: { policy: samePolicy },
  advise: readOnlyAdvice,

  async create(planned, aws) {
    const { Policy } = await aws.call("iam", "CreatePolicy", {
      PolicyName: chosenName(aws, planned.name, planned.name_prefix),
      PolicyDocument: planned.policy,
      Path: planned.path ?? undefined,
      Description: given(planned.description),
      ...iamTags(planned.tags_all),
    });
    return { id: Policy?.Arn ?? "" };
  },

  async read(state, aws) {
    const answer = await unless(aws.call("iam", "GetPolicy", { PolicyArn: state.id }), "NoSuchEntity");
    const policy = answer?.Policy;
    if (!policy) return undefined;
    const version = await aws.call("iam", "GetPolicyVersion", {
      PolicyArn: state.id,
      VersionId: policy.DefaultVersionId,
    });
    return {
      arn: policy.Arn,
      attachment_count: policy.AttachmentCount,
      description: policy.Description,
      name: policy.PolicyName,
      name_prefix: prefixOf(policy.PolicyName),
      path: policy.Path,
      policy: policyFound(state.policy, decoded(version.PolicyVersion?.Document)),
      policy_id: policy.PolicyId,
      tags: tagMap(policy.Tags),
    };
  },

  async update(planned, aws, prior) {
    const PolicyArn = planned.id;
    if (differs(prior, planned, "policy")) {
      await makeRoom(aws, PolicyArn);
      await aws.call("iam", "CreatePolicyVersion", { PolicyArn, PolicyDocument: planned.policy, SetAsDefault: true });
    }
    await retag(
      prior,
      planned,
      (Tags) => aws.call("iam", "TagPolicy", { PolicyArn, Tags }),
      (TagKeys) => aws.call("iam", "UntagPolicy", { PolicyArn, TagKeys }),
    );
  },

  async delete(prior, aws) {
    const PolicyArn = prior.id;
    for (const { VersionId } of (await versions(aws, PolicyArn)) ?? [])
      await aws.call("iam", "DeletePolicyVersion", { PolicyArn, VersionId });
    await unless(aws.call("iam", "DeletePolicy", { PolicyArn }), "NoSuchEntity");
  },
});

/** The versions that can go: all but the default one. */
async function versions(aws: Aws, PolicyArn: string) {
  const all = await unless(
    everyPage(
      (Marker) => aws.call("iam", "ListPolicyVersions", { PolicyArn, Marker }),
      (answer) => answer.Versions,
      (answer) => answer.Marker,
    ),
    "NoSuchEntity",
  );
  return all?.filter((version) => !version.IsDefaultVersion);
}

async function makeRoom(aws: Aws, PolicyArn: string): Promise<void> {
  const old = (await versions(aws, PolicyArn)) ?? [];
  if (old.length < MOST_VERSIONS - 1) return;
  const [oldest] = old.sort((a, b) => (a.CreateDate?.getTime() ?? 0) - (b.CreateDate?.getTime() ?? 0));
  if (oldest) await aws.call("iam", "DeletePolicyVersion", { PolicyArn, VersionId: oldest.VersionId });
}
