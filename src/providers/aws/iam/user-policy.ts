import type { IamResources } from "../schema/iam.generated.ts";
import { inlinePolicy } from "./inline-policy.ts";

export const awsIamUserPolicy = inlinePolicy<IamResources["aws_iam_user_policy"]>(
  {
    title: "IAM User Policy",
    kind: "user",
    owner: (attributes) => attributes.user,
    put: (aws, UserName, PolicyName, PolicyDocument) =>
      aws.call("iam", "PutUserPolicy", { UserName, PolicyName, PolicyDocument }),
    get: (aws, UserName, PolicyName) => aws.call("iam", "GetUserPolicy", { UserName, PolicyName }),
    remove: (aws, UserName, PolicyName) => aws.call("iam", "DeleteUserPolicy", { UserName, PolicyName }),
  },
  (user) => ({ user }),
);
