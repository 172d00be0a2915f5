import { defineDataSource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage, given } from "../framework/given.ts";
import { decoded } from "../framework/policy.ts";
import { tagMap } from "../framework/tags.ts";
import { awsTime } from "../framework/time.ts";
import type { IamDataSources } from "../schema/iam-data.generated.ts";

export const awsIamRoleData = defineDataSource<IamDataSources["aws_iam_role"]>({
  title: "IAM Role",
  beginning: ({ name }) => `reading IAM Role (${name})`,
  async read({ name }, aws) {
    const { Role } = (await unless(aws.call("iam", "GetRole", { RoleName: name }), "NoSuchEntity")) ?? {};
    if (!Role) throw new Error("couldn't find resource");
    return {
      id: name,
      arn: Role.Arn,
      assume_role_policy: decoded(Role.AssumeRolePolicyDocument),
      create_date: awsTime(Role.CreateDate),
      description: Role.Description,
      max_session_duration: Role.MaxSessionDuration,
      path: Role.Path,
      permissions_boundary: Role.PermissionsBoundary?.PermissionsBoundaryArn,
      role_last_used: [
        { last_used_date: awsTime(Role.RoleLastUsed?.LastUsedDate) ?? "", region: Role.RoleLastUsed?.Region ?? "" },
      ],
      unique_id: Role.RoleId,
      tags: tagMap(Role.Tags),
    };
  },
});

export const awsIamRoles = defineDataSource<IamDataSources["aws_iam_roles"]>({
  title: "IAM Roles",
  async read(config, aws) {
    const all = await everyPage(
      (Marker) => aws.call("iam", "ListRoles", { PathPrefix: given(config.path_prefix), Marker }),
      (answer) => answer.Roles,
      (answer) => answer.Marker,
    );
    const pattern = config.name_regex ? new RegExp(config.name_regex) : undefined;
    const roles = all.filter((role) => !pattern || pattern.test(role.RoleName ?? ""));
    return {
      id: aws.region,
      arns: roles.map((role) => role.Arn ?? ""),
      names: roles.map((role) => role.RoleName ?? ""),
    };
  },
});
