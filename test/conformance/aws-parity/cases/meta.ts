/** Data sources of the provider itself and of the account, and SAML. */
import { ASSUME_LAMBDA, data, type ParityCase, resource } from "../parity-case.ts";

export const metaCases: readonly ParityCase[] = [
  {
    name: "data sources of the provider and the account",
    steps: [
      data("aws_caller_identity", "identity"),
      data("aws_region", "region"),
      data("aws_partition", "partition"),
      data("aws_regions", "regions"),
      data("aws_default_tags", "tags"),
      data("aws_arn", "arn", { arn: "arn:aws:rds:eu-west-1:123456789012:db:mysql-db" }),
      data("aws_service", "service", { reverse_dns_name: "com.amazonaws.us-east-1.s3" }),
      data("aws_service", "byid", { service_id: "ec2" }),
      data("aws_service_principal", "principal", { service_name: "s3" }),
      data("aws_iam_policy_document", "document", {
        policy_id: "p",
        statement: [
          {
            sid: "one",
            actions: ["s3:*"],
            resources: ["*"],
            principals: [{ type: "AWS", identifiers: ["*"] }],
            condition: [{ test: "StringLike", variable: "s3:prefix", values: ["a", "b"] }],
          },
          { effect: "Deny", not_actions: ["s3:Get*"], not_resources: ["x"] },
        ],
      }),
      data("aws_iam_policy_document", "merged", {
        source_policy_documents: ['{"Statement":[{"Sid":"a","Action":"x:Y","Effect":"Allow","Resource":"*"}]}'],
      }),
      resource("aws_iam_role", "rolem", { name: "parity-meta", assume_role_policy: ASSUME_LAMBDA, tags: { a: "b" } }),
      resource("aws_iam_user", "userm", { name: "parity-meta" }),
      data("aws_iam_role", "roled", (made) => ({ name: made("rolem", "name") })),
      data("aws_iam_roles", "rolesd", { name_regex: "^parity-meta$" }),
      data("aws_iam_user", "userd", (made) => ({ user_name: made("userm", "name") })),
      data("aws_iam_session_context", "session", (made) => ({ arn: made("rolem", "arn") })),
      data("aws_iam_policy", "policyd", { name: "AWSLambdaBasicExecutionRole" }),
    ],
  },
];
