/** Resource types and data sources of IAM: one line each, imported when it is first used. */
import type { Behaviour, DataBehaviour } from "../framework/behaviour.ts";
import type { IamResources } from "../schema/iam.generated.ts";
import type { IamDataSources } from "../schema/iam-data.generated.ts";

export const IAM_RESOURCES: { readonly [Name in keyof IamResources]?: () => Promise<Behaviour<IamResources[Name]>> } = {
  aws_iam_role: async () => (await import("./role.ts")).awsIamRole,
  aws_iam_policy: async () => (await import("./policy.ts")).awsIamPolicy,
  aws_iam_policy_attachment: async () => (await import("./policy-attachment.ts")).awsIamPolicyAttachment,
  aws_iam_role_policy: async () => (await import("./role-policy.ts")).awsIamRolePolicy,
  aws_iam_role_policy_attachment: async () => (await import("./role-policy-attachment.ts")).awsIamRolePolicyAttachment,
  aws_iam_user_policy: async () => (await import("./user-policy.ts")).awsIamUserPolicy,
  aws_iam_user_policy_attachment: async () => (await import("./user-policy-attachment.ts")).awsIamUserPolicyAttachment,
  aws_iam_group_policy: async () => (await import("./group-policy.ts")).awsIamGroupPolicy,
  aws_iam_group_policy_attachment: async () =>
    (await import("./group-policy-attachment.ts")).awsIamGroupPolicyAttachment,
  aws_iam_instance_profile: async () => (await import("./instance-profile.ts")).awsIamInstanceProfile,
  aws_iam_openid_connect_provider: async () =>
    (await import("./openid-connect-provider.ts")).awsIamOpenidConnectProvider,
  aws_iam_service_linked_role: async () => (await import("./service-linked-role.ts")).awsIamServiceLinkedRole,
  aws_iam_user: async () => (await import("./user.ts")).awsIamUser,
  aws_iam_access_key: async () => (await import("./access-key.ts")).awsIamAccessKey,
  aws_iam_group: async () => (await import("./group.ts")).awsIamGroup,
  aws_iam_group_membership: async () => (await import("./group-membership.ts")).awsIamGroupMembership,
  aws_iam_user_group_membership: async () => (await import("./user-group-membership.ts")).awsIamUserGroupMembership,
  aws_iam_role_policies_exclusive: async () =>
    (await import("./role-policies-exclusive.ts")).awsIamRolePoliciesExclusive,
  aws_iam_role_policy_attachments_exclusive: async () =>
    (await import("./role-policy-attachments-exclusive.ts")).awsIamRolePolicyAttachmentsExclusive,
  aws_iam_account_alias: async () => (await import("./account-alias.ts")).awsIamAccountAlias,
  aws_iam_account_password_policy: async () =>
    (await import("./account-password-policy.ts")).awsIamAccountPasswordPolicy,
  aws_iam_saml_provider: async () => (await import("./saml-provider.ts")).awsIamSamlProvider,
};

export const IAM_DATA_SOURCES: {
  readonly [Name in keyof IamDataSources]?: () => Promise<DataBehaviour<IamDataSources[Name]>>;
} = {
  aws_iam_policy_document: async () => (await import("./policy-document.ts")).awsIamPolicyDocument,
  aws_iam_account_alias: async () => (await import("./account-alias.ts")).awsIamAccountAliasData,
  aws_iam_policy: async () => (await import("./policy-data.ts")).awsIamPolicyData,
  aws_iam_role: async () => (await import("./role-data.ts")).awsIamRoleData,
  aws_iam_roles: async () => (await import("./role-data.ts")).awsIamRoles,
  aws_iam_user: async () => (await import("./user-data.ts")).awsIamUserData,
  aws_iam_session_context: async () => (await import("./session-context.ts")).awsIamSessionContext,
};
