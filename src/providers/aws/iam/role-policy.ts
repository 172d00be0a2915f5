import type { IamResources } from "../schema/iam.generated.ts";
import { inlinePolicy } from "./inline-policy.ts";

export const awsIamRolePolicy = inlinePolicy<IamResources["aws_iam_role_policy"]>(
  {
    title: "IAM Role Policy",
    kind: "role",
    owner: (attributes) => attributes.role,
    put: (aws, RoleName, PolicyName, PolicyDocument) =>
      aws.call("iam", "PutRolePolicy", { RoleName, PolicyName, PolicyDocument }),
    get: (aws, RoleName, PolicyName) => aws.call("iam", "GetRolePolicy", { RoleName, PolicyName }),
    remove: (aws, RoleName, PolicyName) => aws.call("iam", "DeleteRolePolicy", { RoleName, PolicyName }),
  },
  (role) => ({ role }),
);
