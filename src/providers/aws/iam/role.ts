import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, without } from "../framework/given.ts";
import { normalizedJson, versionFirst } from "../framework/json.ts";
import { chosenName, prefixOf } from "../framework/names.ts";
import { decoded, policyFound, samePolicy } from "../framework/policy.ts";
import { tagMap } from "../framework/tags.ts";
import { awsTime } from "../framework/time.ts";
import type { IamResources } from "../schema/iam.generated.ts";
import { attachedPolicyArns, inlinePolicies, purgeRole } from "./role-policies.ts";
import { iamTags, retag } from "./tags.ts";

type Role = IamResources["aws_iam_role"];
type InlinePolicy = Role["inline_policy"][number];

export const awsIamRole = defineResource<Role>({
  title: "IAM Role",
  named: (planned) => planned.name,
  normalize: { assume_role_policy: normalizedJson, "inline_policy.policy": versionFirst },
  equivalent: { assume_role_policy: samePolicy, "inline_policy.policy": samePolicy },

  async create(planned, aws, keep) {
    const RoleName = chosenName(aws, planned.name, planned.name_prefix);
    const { Role } = await aws.call("iam", "CreateRole", {
      RoleName,
      AssumeRolePolicyDocument: planned.assume_role_policy,
      Path: planned.path ?? undefined,
      Description: given(planned.description),
      MaxSessionDuration: given(planned.max_session_duration),
      PermissionsBoundary: given(planned.permissions_boundary),
      ...iamTags(planned.tags_all),
    });
    keep(RoleName);
    await putInline(aws, RoleName, planned.inline_policy);
    await attach(aws, RoleName, planned.managed_policy_arns);
    return { id: Role?.RoleName ?? RoleName };
  },

  async read(state, aws) {
    const answer = await unless(aws.call("iam", "GetRole", { RoleName: state.id }), "NoSuchEntity");
    const role = answer?.Role;
    if (!role) return undefined;
    const inline = await inlinePolicies(aws, state.id);
    return {
      arn: role.Arn,
      create_date: awsTime(role.CreateDate),
      description: role.Description,
      max_session_duration: role.MaxSessionDuration,
      name: role.RoleName,
      name_prefix: prefixOf(role.RoleName),
      path: role.Path,
      permissions_boundary: role.PermissionsBoundary?.PermissionsBoundaryArn,
      unique_id: role.RoleId,
      assume_role_policy: policyFound(state.assume_role_policy, decoded(role.AssumeRolePolicyDocument)),
      ...(sameInline(inline, state.inline_policy) ? {} : { inline_policy: inline }),
      managed_policy_arns: await attachedPolicyArns(aws, state.id),
      tags: tagMap(role.Tags),
    };
  },

  async update(planned, aws, prior) {
    const RoleName = planned.id;
    if (differs(prior, planned, "assume_role_policy"))
      await aws.call("iam", "UpdateAssumeRolePolicy", { RoleName, PolicyDocument: planned.assume_role_policy });
    if (differs(prior, planned, "description"))
      await aws.call("iam", "UpdateRoleDescription", { RoleName, Description: planned.description ?? "" });
    if (differs(prior, planned, "max_session_duration"))
      await aws.call("iam", "UpdateRole", { RoleName, MaxSessionDuration: planned.max_session_duration ?? undefined });
    if (differs(prior, planned, "permissions_boundary")) {
      const PermissionsBoundary = given(planned.permissions_boundary);
      if (PermissionsBoundary) await aws.call("iam", "PutRolePermissionsBoundary", { RoleName, PermissionsBoundary });
      else await aws.call("iam", "DeleteRolePermissionsBoundary", { RoleName });
    }
    if (differs(prior, planned, "inline_policy")) {
      const kept = planned.inline_policy.filter((policy) => prior.inline_policy.some((old) => sameEntry(old, policy)));
      for (const { name } of prior.inline_policy.filter((old) => !kept.some((policy) => sameEntry(old, policy))))
        if (name) await unless(aws.call("iam", "DeleteRolePolicy", { RoleName, PolicyName: name }), "NoSuchEntity");
      await putInline(aws, RoleName, without(planned.inline_policy, kept));
    }
    if (differs(prior, planned, "managed_policy_arns")) {
      for (const PolicyArn of without(prior.managed_policy_arns, planned.managed_policy_arns))
        await unless(aws.call("iam", "DetachRolePolicy", { RoleName, PolicyArn }), "NoSuchEntity");
      await attach(aws, RoleName, without(planned.managed_policy_arns, prior.managed_policy_arns));
    }
    await retag(
      prior,
      planned,
      (Tags) => aws.call("iam", "TagRole", { RoleName, Tags }),
      (TagKeys) => aws.call("iam", "UntagRole", { RoleName, TagKeys }),
    );
  },

  importId: () => ({ force_detach_policies: false }),

  async delete(prior, aws) {
    await purgeRole(aws, prior.id, {
      attached: prior.force_detach_policies === true || prior.managed_policy_arns.length > 0,
      inline: prior.force_detach_policies === true || prior.inline_policy.length > 0,
    });
    await unless(aws.call("iam", "DeleteRole", { RoleName: prior.id }), "NoSuchEntity");
  },
});

const sameEntry = (a: InlinePolicy, b: InlinePolicy): boolean =>
  a.name === b.name && samePolicy(a.policy ?? "", b.policy ?? "");

function sameInline(found: readonly InlinePolicy[], configured: readonly InlinePolicy[]): boolean {
  const real = configured.filter((policy) => policy.name || policy.policy);
  return found.length === real.length && found.every((one) => real.some((other) => sameEntry(one, other)));
}

async function putInline(aws: Aws, RoleName: string, policies: readonly InlinePolicy[]): Promise<void> {
  for (const { name, policy } of policies)
    if (name) await aws.call("iam", "PutRolePolicy", { RoleName, PolicyName: name, PolicyDocument: policy ?? "" });
}

async function attach(aws: Aws, RoleName: string, arns: readonly string[]): Promise<void> {
  for (const PolicyArn of arns) await aws.call("iam", "AttachRolePolicy", { RoleName, PolicyArn });
}
