import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { without } from "../framework/given.ts";
import { standardWords } from "../framework/words.ts";
import type { IamResources } from "../schema/iam.generated.ts";
import { attachedPolicyArns, ofRole } from "./role-policies.ts";

type Exclusive = IamResources["aws_iam_role_policy_attachments_exclusive"];

/** Makes the attached policies exactly those on the list. */
export const awsIamRolePolicyAttachmentsExclusive = defineResource<Exclusive>({
  title: "IAM Role Policy Attachments Exclusive",
  cause: "again",
  words: standardWords(
    "AWS IAM (Identity & Access Management) Role Policy Attachments Exclusive",
    ({ role_name }) => role_name,
  ),
  async create(planned, aws) {
    await enforce(planned, aws);
    return { id: planned.role_name };
  },
  async read(state, aws) {
    const arns = await unless(attachedPolicyArns(aws, state.role_name), "NoSuchEntity");
    return arns && { policy_arns: arns };
  },
  update: (planned, aws) => enforce(planned, aws),
  delete: () => Promise.resolve(),
  importId: (id) => ({ role_name: id }),
});

async function enforce({ role_name: RoleName, policy_arns }: Exclusive, aws: Aws): Promise<void> {
  const attached = await ofRole(attachedPolicyArns(aws, RoleName));
  for (const PolicyArn of without(policy_arns, attached))
    await aws.call("iam", "AttachRolePolicy", { RoleName, PolicyArn });
  for (const PolicyArn of without(attached, policy_arns))
    await aws.call("iam", "DetachRolePolicy", { RoleName, PolicyArn });
}
