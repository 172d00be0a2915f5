import { data, importedBy, type ParityCase, policyDocument, resource } from "../parity-case.ts";

export const logsCases: readonly ParityCase[] = [
  {
    name: "log group, stream, metric filter",
    steps: [
      resource(
        "aws_cloudwatch_log_group",
        "group",
        { name: "/parity/a" },
        { name: "/parity/a", retention_in_days: 7, tags: { a: "b" } },
      ),
      importedBy(
        resource("aws_cloudwatch_log_stream", "stream", (made) => ({
          name: "s",
          log_group_name: made("group", "name"),
        })),
        () => "/parity/a:s",
      ),
      data("aws_cloudwatch_log_group", "found", (made) => ({ name: made("group", "name") })),
    ],
  },
  {
    name: "log metric filter",
    steps: [
      resource("aws_cloudwatch_log_group", "group", { name: "/parity/m" }),
      importedBy(
        resource("aws_cloudwatch_log_metric_filter", "filter", (made) => ({
          name: "errors",
          pattern: "ERROR",
          log_group_name: made("group", "name"),
          metric_transformation: [{ name: "Errors", namespace: "Parity", value: "1" }],
        })),
        () => "/parity/m:errors",
      ),
    ],
  },
  {
    name: "log resource policy, query definition",
    steps: [
      resource("aws_cloudwatch_log_resource_policy", "policy", {
        policy_name: "p",
        policy_document: policyDocument({
          Effect: "Allow",
          Action: ["logs:PutLogEvents", "logs:CreateLogStream"],
          Principal: { Service: "es.amazonaws.com" },
          Resource: "arn:aws:logs:*",
        }),
      }),
      importedBy(
        resource("aws_cloudwatch_query_definition", "query", { name: "q", query_string: "fields @timestamp" }),
        (made) => made("query", "arn"),
      ),
    ],
  },
];
