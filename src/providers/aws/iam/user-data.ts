import { defineDataSource } from "../framework/behaviour.ts";
import { tagMap } from "../framework/tags.ts";
import type { IamDataSources } from "../schema/iam-data.generated.ts";

export const awsIamUserData = defineDataSource<IamDataSources["aws_iam_user"]>({
  title: "IAM User",
  async read({ user_name }, aws) {
    const { User } = await aws.call("iam", "GetUser", { UserName: user_name });
    return {
      id: User?.UserId,
      arn: User?.Arn,
      path: User?.Path,
      permissions_boundary: User?.PermissionsBoundary?.PermissionsBoundaryArn,
      user_id: User?.UserId,
      tags: tagMap(User?.Tags),
    };
  },
});
