import type { IamResources } from "../schema/iam.generated.ts";
import { attachment } from "./attachment.ts";

export const awsIamUserPolicyAttachment = attachment<IamResources["aws_iam_user_policy_attachment"]>({
  title: "IAM User Policy Attachment",
  kind: "user",
  owner: (attributes) => attributes.user,
  attach: (aws, UserName, PolicyArn) => aws.call("iam", "AttachUserPolicy", { UserName, PolicyArn }),
  detach: (aws, UserName, PolicyArn) => aws.call("iam", "DetachUserPolicy", { UserName, PolicyArn }),
  attached: (aws, UserName, Marker) => aws.call("iam", "ListAttachedUserPolicies", { UserName, Marker }),
});
