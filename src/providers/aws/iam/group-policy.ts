import type { IamResources } from "../schema/iam.generated.ts";
import { inlinePolicy } from "./inline-policy.ts";

export const awsIamGroupPolicy = inlinePolicy<IamResources["aws_iam_group_policy"]>(
  {
    title: "IAM Group Policy",
    kind: "group",
    owner: (attributes) => attributes.group,
    put: (aws, GroupName, PolicyName, PolicyDocument) =>
      aws.call("iam", "PutGroupPolicy", { GroupName, PolicyName, PolicyDocument }),
    get: (aws, GroupName, PolicyName) => aws.call("iam", "GetGroupPolicy", { GroupName, PolicyName }),
    remove: (aws, GroupName, PolicyName) => aws.call("iam", "DeleteGroupPolicy", { GroupName, PolicyName }),
  },
  (group) => ({ group }),
);
