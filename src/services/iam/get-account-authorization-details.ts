import type * as Iam from "@aws-sdk/client-iam";
import type { GroupRecord, ManagedPolicyRecord, RoleRecord, UserRecord } from "../../cloud/identity/records.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { attachedPolicies } from "./attachments.ts";
import { boundaryMember } from "./boundary.ts";
import { allGroups, groupDetail, groupsOf } from "./groups.ts";
import { inlinePolicyDetails } from "./inline-policies.ts";
import { instanceProfileDetail, profilesOfRole } from "./instance-profiles.ts";
import { attachmentCount, isAwsManaged, knownPolicies, policySummary, versionSummary } from "./managed-policies.ts";
import { page } from "./page.ts";
import { encodeDocument } from "./policy-text.ts";
import { allRoles, roleLastUsed, roleSummary } from "./roles.ts";
import { allUsers, userDetail } from "./users.ts";

export const getAccountAuthorizationDetails: Operation<typeof Iam, "GetAccountAuthorizationDetails"> = (
  input,
  context,
) => {
  const wanted = (kind: "Role" | "User" | "Group") => !input.Filter?.length || input.Filter.includes(kind);
  const entries = [
    ...(wanted("User") ? allUsers(context).map((user) => ({ id: user.id, user: userEntry(context, user) })) : []),
    ...(wanted("Group")
      ? allGroups(context).map((group) => ({ id: group.id, group: groupEntry(context, group) }))
      : []),
    ...(wanted("Role") ? allRoles(context).map((role) => ({ id: role.id, role: roleEntry(context, role) })) : []),
    ...policiesIn(context, input.Filter).map((policy) => ({ id: policy.id, policy: policyEntry(context, policy) })),
  ];
  const { items, position } = page(entries, input, ({ id }) => id);
  return {
    UserDetailList: items.flatMap((entry) => ("user" in entry ? [entry.user] : [])),
    GroupDetailList: items.flatMap((entry) => ("group" in entry ? [entry.group] : [])),
    RoleDetailList: items.flatMap((entry) => ("role" in entry ? [entry.role] : [])),
    Policies: items.flatMap((entry) => ("policy" in entry ? [entry.policy] : [])),
    ...position,
  };
};

function userEntry(context: OperationContext, user: UserRecord): Iam.UserDetail {
  return {
    ...userDetail(user),
    UserPolicyList: inlinePolicyDetails(context, user),
    GroupList: groupsOf(context, user).map(({ name }) => name),
    AttachedManagedPolicies: attachedPolicies(context, user),
  };
}

function groupEntry(context: OperationContext, group: GroupRecord): Iam.GroupDetail {
  return {
    ...groupDetail(group),
    GroupPolicyList: inlinePolicyDetails(context, group),
    AttachedManagedPolicies: attachedPolicies(context, group),
  };
}

function roleEntry(context: OperationContext, role: RoleRecord): Iam.RoleDetail {
  const { Description: _, ...summary } = roleSummary(role);
  return {
    ...summary,
    InstanceProfileList: profilesOfRole(context, role.name).map((profile) => instanceProfileDetail(context, profile)),
    RolePolicyList: inlinePolicyDetails(context, role),
    AttachedManagedPolicies: attachedPolicies(context, role),
    Tags: [...role.tags],
    RoleLastUsed: roleLastUsed(context, role),
    ...boundaryMember(role.boundary),
  };
}

function policyEntry(context: OperationContext, policy: ManagedPolicyRecord): Iam.ManagedPolicyDetail {
  return {
    ...policySummary(context, policy),
    PolicyVersionList: [...policy.versions]
      .reverse()
      .map((version) => ({ Document: encodeDocument(version.document), ...versionSummary(policy, version) })),
  };
}

function policiesIn(context: OperationContext, filter: readonly string[] | undefined): ManagedPolicyRecord[] {
  return knownPolicies(context).filter(({ arn }) => {
    if (!filter?.length) return !isAwsManaged(arn) || attachmentCount(context, arn) > 0;
    return filter.includes(isAwsManaged(arn) ? "AWSManagedPolicy" : "LocalManagedPolicy");
  });
}
