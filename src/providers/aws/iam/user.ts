import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { IamResources } from "../schema/iam.generated.ts";
import { iamTags, retag } from "./tags.ts";

export const awsIamUser = defineResource<IamResources["aws_iam_user"]>({
  title: "IAM User",

  async create(planned, aws) {
    await aws.call("iam", "CreateUser", {
      UserName: planned.name,
      Path: planned.path ?? undefined,
      PermissionsBoundary: given(planned.permissions_boundary),
      ...iamTags(planned.tags_all),
    });
    return { id: planned.name };
  },

  async read(state, aws) {
    const answer = await unless(aws.call("iam", "GetUser", { UserName: state.id }), "NoSuchEntity");
    const user = answer?.User;
    if (!user) return undefined;
    return {
      arn: user.Arn,
      name: user.UserName ?? "",
      path: user.Path,
      permissions_boundary: user.PermissionsBoundary?.PermissionsBoundaryArn,
      unique_id: user.UserId,
      tags: tagMap(user.Tags),
    };
  },

  async update(planned, aws, prior) {
    const UserName = planned.name;
    if (differs(prior, planned, "name", "path"))
      await aws.call("iam", "UpdateUser", {
        UserName: prior.name,
        NewUserName: planned.name,
        NewPath: planned.path ?? undefined,
      });
    if (differs(prior, planned, "permissions_boundary")) {
      const PermissionsBoundary = given(planned.permissions_boundary);
      if (PermissionsBoundary) await aws.call("iam", "PutUserPermissionsBoundary", { UserName, PermissionsBoundary });
      else await aws.call("iam", "DeleteUserPermissionsBoundary", { UserName });
    }
    await retag(
      prior,
      planned,
      (Tags) => aws.call("iam", "TagUser", { UserName, Tags }),
      (TagKeys) => aws.call("iam", "UntagUser", { UserName, TagKeys }),
    );
    return planned.name;
  },

  async delete(prior, aws) {
    const UserName = prior.id;
    const groups = await unless(aws.call("iam", "ListGroupsForUser", { UserName }), "NoSuchEntity");
    if (!groups) return;
    for (const { GroupName } of groups.Groups ?? [])
      await aws.call("iam", "RemoveUserFromGroup", { GroupName, UserName });
    if (prior.force_destroy) await purgeUser(aws, UserName);
    await unless(aws.call("iam", "DeleteUser", { UserName }), "NoSuchEntity");
  },
});

/** Removes what would keep a user from being deleted. */
async function purgeUser(aws: Aws, UserName: string): Promise<void> {
  const { AccessKeyMetadata } = await aws.call("iam", "ListAccessKeys", { UserName });
  for (const { AccessKeyId } of AccessKeyMetadata ?? [])
    await aws.call("iam", "DeleteAccessKey", { UserName, AccessKeyId });
  const { AttachedPolicies } = await aws.call("iam", "ListAttachedUserPolicies", { UserName });
  for (const { PolicyArn } of AttachedPolicies ?? [])
    await aws.call("iam", "DetachUserPolicy", { UserName, PolicyArn });
  const { PolicyNames } = await aws.call("iam", "ListUserPolicies", { UserName });
  for (const PolicyName of PolicyNames ?? []) await aws.call("iam", "DeleteUserPolicy", { UserName, PolicyName });
  await unless(aws.call("iam", "DeleteLoginProfile", { UserName }), "NoSuchEntity");
}
