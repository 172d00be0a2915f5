/** Policies of a role: what is attached and inline, and how both go away before the role does. */
import type { Aws } from "../framework/aws.ts";
import { Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage } from "../framework/given.ts";
import { versionFirst } from "../framework/json.ts";
import { decoded } from "../framework/policy.ts";

export async function attachedPolicyArns(aws: Aws, RoleName: string): Promise<string[]> {
  const attached = await everyPage(
    (Marker) => aws.call("iam", "ListAttachedRolePolicies", { RoleName, Marker }),
    (answer) => answer.AttachedPolicies,
    (answer) => answer.Marker,
  );
  return attached.map((policy) => policy.PolicyArn ?? "");
}

export const inlinePolicyNames = (aws: Aws, RoleName: string): Promise<string[]> =>
  everyPage(
    (Marker) => aws.call("iam", "ListRolePolicies", { RoleName, Marker }),
    (answer) => answer.PolicyNames,
    (answer) => answer.Marker,
  );

export async function inlinePolicies(aws: Aws, RoleName: string): Promise<{ name: string; policy: string }[]> {
  const policies = [];
  for (const name of await inlinePolicyNames(aws, RoleName)) {
    const { PolicyDocument } = await aws.call("iam", "GetRolePolicy", { RoleName, PolicyName: name });
    policies.push({ name, policy: versionFirst(decoded(PolicyDocument) ?? "") });
  }
  return policies;
}

/** Of a role that has to be there. */
export async function ofRole<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const found = await unless(answer, "NoSuchEntity");
  if (found === undefined) throw new Refusal("couldn't find resource");
  return found;
}

/** Takes a role out of its instance profiles and, where asked, removes its policies. */
export async function purgeRole(
  aws: Aws,
  RoleName: string,
  policies: { readonly attached: boolean; readonly inline: boolean },
): Promise<void> {
  const profiles = await unless(aws.call("iam", "ListInstanceProfilesForRole", { RoleName }), "NoSuchEntity");
  for (const { InstanceProfileName } of profiles?.InstanceProfiles ?? [])
    await aws.call("iam", "RemoveRoleFromInstanceProfile", { RoleName, InstanceProfileName });
  if (profiles && policies.attached)
    for (const PolicyArn of await attachedPolicyArns(aws, RoleName))
      await unless(aws.call("iam", "DetachRolePolicy", { RoleName, PolicyArn }), "NoSuchEntity");
  if (profiles && policies.inline)
    for (const PolicyName of await inlinePolicyNames(aws, RoleName))
      await unless(aws.call("iam", "DeleteRolePolicy", { RoleName, PolicyName }), "NoSuchEntity");
}
