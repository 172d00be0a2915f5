// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of resource types. */
export interface IamResources {
  aws_iam_role: {
    arn: string | null;
    assume_role_policy: string;
    create_date: string | null;
    description: string | null;
    force_detach_policies: boolean | null;
    id: string | null;
    managed_policy_arns: readonly string[];
    max_session_duration: number | null;
    name: string | null;
    name_prefix: string | null;
    path: string | null;
    permissions_boundary: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    unique_id: string | null;
    inline_policy: readonly {
      name: string | null;
      policy: string | null;
    }[];
  };
  aws_iam_role_policy_attachment: {
    id: string | null;
    policy_arn: string;
    role: string;
  };
  aws_iam_policy: {
    arn: string | null;
    attachment_count: number | null;
    description: string | null;
    id: string | null;
    name: string | null;
    name_prefix: string | null;
    path: string | null;
    policy: string;
    policy_id: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
  };
  aws_iam_role_policy: {
    id: string | null;
    name: string | null;
    name_prefix: string | null;
    policy: string;
    role: string;
  };
  aws_iam_policy_attachment: {
    groups: readonly string[];
    id: string | null;
    name: string;
    policy_arn: string;
    roles: readonly string[];
    users: readonly string[];
  };
  aws_iam_instance_profile: {
    arn: string | null;
    create_date: string | null;
    id: string | null;
    name: string | null;
    name_prefix: string | null;
    path: string | null;
    role: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    unique_id: string | null;
  };
  aws_iam_openid_connect_provider: {
    arn: string | null;
    client_id_list: readonly string[];
    id: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    thumbprint_list: readonly string[];
    url: string;
  };
  aws_iam_service_linked_role: {
    arn: string | null;
    aws_service_name: string;
    create_date: string | null;
    custom_suffix: string | null;
    description: string | null;
    id: string | null;
    name: string | null;
    path: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    unique_id: string | null;
  };
  aws_iam_user: {
    arn: string | null;
    force_destroy: boolean | null;
    id: string | null;
    name: string;
    path: string | null;
    permissions_boundary: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    unique_id: string | null;
  };
  aws_iam_user_policy: {
    id: string | null;
    name: string | null;
    name_prefix: string | null;
    policy: string;
    user: string;
  };
  aws_iam_user_policy_attachment: {
    id: string | null;
    policy_arn: string;
    user: string;
  };
  aws_iam_access_key: {
    create_date: string | null;
    encrypted_secret: string | null;
    encrypted_ses_smtp_password_v4: string | null;
    id: string | null;
    key_fingerprint: string | null;
    pgp_key: string | null;
    secret: string | null;
    ses_smtp_password_v4: string | null;
    status: string | null;
    user: string;
  };
  aws_iam_group: {
    arn: string | null;
    id: string | null;
    name: string;
    path: string | null;
    unique_id: string | null;
  };
  aws_iam_group_policy: {
    group: string;
    id: string | null;
    name: string | null;
    name_prefix: string | null;
    policy: string;
  };
  aws_iam_group_policy_attachment: {
    group: string;
    id: string | null;
    policy_arn: string;
  };
  aws_iam_group_membership: {
    group: string;
    id: string | null;
    name: string;
    users: readonly string[];
  };
  aws_iam_user_group_membership: {
    groups: readonly string[];
    id: string | null;
    user: string;
  };
  aws_iam_role_policies_exclusive: {
    policy_names: readonly string[];
    role_name: string;
  };
  aws_iam_role_policy_attachments_exclusive: {
    policy_arns: readonly string[];
    role_name: string;
  };
  aws_iam_account_alias: {
    account_alias: string;
    id: string | null;
  };
  aws_iam_account_password_policy: {
    allow_users_to_change_password: boolean | null;
    expire_passwords: boolean | null;
    hard_expiry: boolean | null;
    id: string | null;
    max_password_age: number | null;
    minimum_password_length: number | null;
    password_reuse_prevention: number | null;
    require_lowercase_characters: boolean | null;
    require_numbers: boolean | null;
    require_symbols: boolean | null;
    require_uppercase_characters: boolean | null;
  };
  aws_iam_saml_provider: {
    arn: string | null;
    id: string | null;
    name: string;
    saml_metadata_document: string;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    valid_until: string | null;
  };
}
