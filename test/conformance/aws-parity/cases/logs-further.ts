import { ASSUME_LAMBDA, data, importedBy, type ParityCase, policyDocument, resource } from "../parity-case.ts";

const protection = (name: string): string =>
  JSON.stringify({
    Name: name,
    Version: "2021-06-01",
    Statement: [
      {
        Sid: "Audit",
        DataIdentifier: ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],
        Operation: { Audit: { FindingsDestination: {} } },
      },
      {
        Sid: "Redact",
        DataIdentifier: ["arn:aws:dataprotection::aws:data-identifier/EmailAddress"],
        Operation: { Deidentify: { MaskConfig: {} } },
      },
    ],
  });

export const furtherLogsCases: readonly ParityCase[] = [
  {
    name: "log destinations, subscriptions, policies",
    steps: [
      resource("aws_iam_role", "role", { name: "parity-logs", assume_role_policy: ASSUME_LAMBDA }),
      resource("aws_lambda_function", "function", (made) => ({
        function_name: "parity-logs",
        role: made("role", "arn"),
        handler: "index.handler",
        runtime: "nodejs20.x",
        filename: "function.zip",
      })),
      importedBy(
        resource("aws_lambda_permission", "allow", (made) => ({
          action: "lambda:InvokeFunction",
          function_name: made("function", "function_name"),
          principal: "logs.amazonaws.com",
          statement_id: "logs",
        })),
        () => "parity-logs/logs",
      ),
      resource(
        "aws_cloudwatch_log_group",
        "group",
        { name_prefix: "/parity/pre-", log_group_class: "STANDARD", retention_in_days: 1 },
        { name_prefix: "/parity/pre-", log_group_class: "STANDARD", tags: { a: "b" } },
      ),
      importedBy(
        resource(
          "aws_cloudwatch_log_subscription_filter",
          "subscription",
          (made) => ({
            name: "s",
            log_group_name: made("group", "name"),
            filter_pattern: "",
            destination_arn: made("function", "arn"),
          }),
          (made) => ({
            name: "s",
            log_group_name: made("group", "name"),
            filter_pattern: "ERROR",
            destination_arn: made("function", "arn"),
          }),
        ),
        (made) => `${made("group", "name")}|s`,
      ),
      importedBy(
        resource(
          "aws_cloudwatch_log_metric_filter",
          "metric",
          (made) => ({
            name: "m",
            log_group_name: made("group", "name"),
            pattern: '{ $.level = "ERROR" }',
            metric_transformation: [
              { name: "E", namespace: "N", value: "1", unit: "Count", dimensions: { Level: "$.level" } },
            ],
          }),
          (made) => ({
            name: "m",
            log_group_name: made("group", "name"),
            pattern: "",
            metric_transformation: [{ name: "E", namespace: "N", value: "1", default_value: "0" }],
          }),
        ),
        (made) => `${made("group", "name")}:m`,
      ),
      resource(
        "aws_cloudwatch_log_destination",
        "destination",
        (made) => ({
          name: "parity",
          role_arn: made("role", "arn"),
          target_arn: "arn:aws:kinesis:us-east-1:123456789012:stream/s",
        }),
        (made) => ({
          name: "parity",
          role_arn: made("role", "arn"),
          target_arn: "arn:aws:kinesis:us-east-1:123456789012:stream/t",
          tags: { a: "b" },
        }),
      ),
      resource("aws_cloudwatch_log_destination_policy", "destinationpolicy", (made) => ({
        destination_name: made("destination", "name"),
        access_policy: policyDocument({
          Effect: "Allow",
          Principal: { AWS: "123456789012" },
          Action: "logs:PutSubscriptionFilter",
          Resource: made("destination", "arn"),
        }),
      })),
      importedBy(
        resource(
          "aws_cloudwatch_log_account_policy",
          "accountpolicy",
          { policy_name: "parity", policy_type: "DATA_PROTECTION_POLICY", policy_document: protection("a") },
          { policy_name: "parity", policy_type: "DATA_PROTECTION_POLICY", policy_document: protection("b") },
        ),
        () => "parity:DATA_PROTECTION_POLICY",
      ),
      resource("aws_cloudwatch_log_data_protection_policy", "protection", (made) => ({
        log_group_name: made("group", "name"),
        policy_document: protection("g"),
      })),
      importedBy(
        resource(
          "aws_cloudwatch_query_definition",
          "query",
          { name: "parity", query_string: "fields @message", log_group_names: ["/a", "/b"] },
          { name: "parity/2", query_string: "fields @timestamp" },
        ),
        (made) => made("query", "arn"),
      ),
      data("aws_cloudwatch_log_groups", "groups", { log_group_name_prefix: "/parity/pre-" }),
    ].map((step) => (step.name === "query" ? importedBy(step, false) : step)),
  },
];
