// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of data sources. */
export interface IamDataSources {
  aws_iam_policy_document: {
    id: string | null;
    json: string | null;
    minified_json: string | null;
    override_json: string | null;
    override_policy_documents: readonly string[];
    policy_id: string | null;
    source_json: string | null;
    source_policy_documents: readonly string[];
    version: string | null;
    statement: readonly {
      actions: readonly string[];
      effect: string | null;
      not_actions: readonly string[];
      not_resources: readonly string[];
      resources: readonly string[];
      sid: string | null;
      condition: readonly {
        test: string;
        values: readonly string[];
        variable: string;
      }[];
      not_principals: readonly {
        identifiers: readonly string[];
        type: string;
      }[];
      principals: readonly {
        identifiers: readonly string[];
        type: string;
      }[];
    }[];
  };
  aws_iam_policy: {
    arn: string | null;
    attachment_count: number | null;
    description: string | null;
    id: string | null;
    name: string | null;
    path: string | null;
    path_prefix: string | null;
    policy: string | null;
    policy_id: string | null;
    tags: Readonly<Record<string, string>>;
  };
  aws_iam_role: {
    arn: string | null;
    assume_role_policy: string | null;
    create_date: string | null;
    description: string | null;
    id: string | null;
    max_session_duration: number | null;
    name: string;
    path: string | null;
    permissions_boundary: string | null;
    role_last_used: readonly { last_used_date: string | null; region: string | null }[];
    tags: Readonly<Record<string, string>>;
    unique_id: string | null;
  };
  aws_iam_roles: {
    arns: readonly string[];
    id: string | null;
    name_regex: string | null;
    names: readonly string[];
    path_prefix: string | null;
  };
  aws_iam_user: {
    arn: string | null;
    id: string | null;
    path: string | null;
    permissions_boundary: string | null;
    tags: Readonly<Record<string, string>>;
    user_id: string | null;
    user_name: string;
  };
  aws_iam_account_alias: {
    account_alias: string | null;
    id: string | null;
  };
  aws_iam_session_context: {
    arn: string;
    id: string | null;
    issuer_arn: string | null;
    issuer_id: string | null;
    issuer_name: string | null;
    session_name: string | null;
  };
}
