import type { IamResources } from "../schema/iam.generated.ts";
import { attachment } from "./attachment.ts";

export const awsIamRolePolicyAttachment = attachment<IamResources["aws_iam_role_policy_attachment"]>({
  title: "IAM Role Policy Attachment",
  kind: "role",
  owner: (attributes) => attributes.role,
  attach: (aws, RoleName, PolicyArn) => aws.call("iam", "AttachRolePolicy", { RoleName, PolicyArn }),
  detach: (aws, RoleName, PolicyArn) => aws.call("iam", "DetachRolePolicy", { RoleName, PolicyArn }),
  attached: (aws, RoleName, Marker) => aws.call("iam", "ListAttachedRolePolicies", { RoleName, Marker }),
});
