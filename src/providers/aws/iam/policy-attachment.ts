import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage, without } from "../framework/given.ts";
import type { IamResources } from "../schema/iam.generated.ts";

type Attachment = IamResources["aws_iam_policy_attachment"];
type Entities = Pick<Attachment, "users" | "roles" | "groups">;

export const awsIamPolicyAttachment = defineResource<Attachment>({
  title: "IAM Policy Attachment",
  importable: false,
  named: (planned) => planned.name,

  async create(planned, aws, keep) {
    keep(planned.name);
    await attach(aws, planned.policy_arn, planned);
    return { id: planned.name };
  },

  async read(state, aws) {
    const PolicyArn = state.policy_arn;
    const pages = await unless(
      everyPage(
        (Marker) => aws.call("iam", "ListEntitiesForPolicy", { PolicyArn, Marker }),
        (answer) => [answer],
        (answer) => answer.Marker,
      ),
      "NoSuchEntity",
    );
    if (!pages) return undefined;
    const users = pages.flatMap((page) => page.PolicyUsers ?? []).map((user) => user.UserName ?? "");
    const roles = pages.flatMap((page) => page.PolicyRoles ?? []).map((role) => role.RoleName ?? "");
    const groups = pages.flatMap((page) => page.PolicyGroups ?? []).map((group) => group.GroupName ?? "");
    return users.length + roles.length + groups.length === 0 ? undefined : { users, roles, groups };
  },

  async update(planned, aws, prior) {
    await attach(aws, planned.policy_arn, {
      users: without(planned.users, prior.users),
      roles: without(planned.roles, prior.roles),
      groups: without(planned.groups, prior.groups),
    });
    await detach(aws, planned.policy_arn, {
      users: without(prior.users, planned.users),
      roles: without(prior.roles, planned.roles),
      groups: without(prior.groups, planned.groups),
    });
  },

  delete: (prior, aws) => detach(aws, prior.policy_arn, prior),

  importId() {
    throw new Refusal("resource aws_iam_policy_attachment doesn't support import");
  },
});

async function attach(aws: Aws, PolicyArn: string, { users, roles, groups }: Entities): Promise<void> {
  for (const UserName of users) await aws.call("iam", "AttachUserPolicy", { UserName, PolicyArn });
  for (const RoleName of roles) await aws.call("iam", "AttachRolePolicy", { RoleName, PolicyArn });
  for (const GroupName of groups) await aws.call("iam", "AttachGroupPolicy", { GroupName, PolicyArn });
}

async function detach(aws: Aws, PolicyArn: string, { users, roles, groups }: Entities): Promise<void> {
  for (const UserName of users)
    await unless(aws.call("iam", "DetachUserPolicy", { UserName, PolicyArn }), "NoSuchEntity");
  for (const RoleName of roles)
    await unless(aws.call("iam", "DetachRolePolicy", { RoleName, PolicyArn }), "NoSuchEntity");
  for (const GroupName of groups)
    await unless(aws.call("iam", "DetachGroupPolicy", { GroupName, PolicyArn }), "NoSuchEntity");
}
