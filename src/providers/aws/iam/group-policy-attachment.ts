import type { IamResources } from "../schema/iam.generated.ts";
import { attachment } from "./attachment.ts";

export const awsIamGroupPolicyAttachment = attachment<IamResources["aws_iam_group_policy_attachment"]>({
  title: "IAM Group Policy Attachment",
  kind: "group",
  owner: (attributes) => attributes.group,
  attach: (aws, GroupName, PolicyArn) => aws.call("iam", "AttachGroupPolicy", { GroupName, PolicyArn }),
  detach: (aws, GroupName, PolicyArn) => aws.call("iam", "DetachGroupPolicy", { GroupName, PolicyArn }),
  attached: (aws, GroupName, Marker) => aws.call("iam", "ListAttachedGroupPolicies", { GroupName, Marker }),
});
