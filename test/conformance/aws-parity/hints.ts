/** Values that a type's own cross-checks let through, and made-up values by attribute name. */
import { type Plain, type PlainObject, UNKNOWN } from "../../../src/providers/aws/framework/plain.ts";
import type { Type } from "../../../src/terraform/lang/type.ts";
import { sampleOf } from "./made-up.ts";

export const HINTS: Readonly<Record<string, PlainObject>> = {
  // Known definitions are sent to AWS for validation while planning.
  aws_sfn_state_machine: { definition: UNKNOWN },
  aws_nat_gateway: { subnet_id: "v1", allocation_id: "v1" },
  aws_lambda_function: { handler: "index.handler", runtime: "nodejs20.x", filename: "x.zip" },
  aws_dynamodb_table: { billing_mode: "PAY_PER_REQUEST", hash_key: "v1", attribute: [{ name: "v1", type: "S" }] },
  aws_api_gateway_authorizer: { authorizer_uri: "arn:aws:apigateway:us-east-1:lambda:path/x" },
  aws_cloudwatch_metric_alarm: { metric_name: "m", namespace: "n", period: 60, statistic: "Sum" },
};

const policy = (name: string): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Action: `s3:${name}`, Effect: "Allow", Resource: "*" }] });

const NAMED: readonly (readonly [pattern: RegExp, values: readonly [string, string]])[] = [
  [/^recursive_loop$/, ["Allow", "Terminate"]],
  [/^update_runtime_on$/, ["Auto", "FunctionUpdate"]],
  [/^prevent_user_existence_errors$/, ["LEGACY", "ENABLED"]],
  [/^transition_default_minimum_object_size$/, ["varies_by_storage_class", "all_storage_classes_128K"]],
  [/^storage_class$/, ["GLACIER", "STANDARD_IA"]],
  [/arns?$/, ["arn:aws:iam::123456789012:role/v1", "arn:aws:iam::123456789012:role/v2"]],
  [/^(policy|definition|assume_role_policy|policy_document)$/, [policy("v1"), policy("v2")]],
];

export function hinted(type: Type, path: readonly string[], variant = 1): Plain {
  const named = type.kind === "string" && NAMED.find(([pattern]) => pattern.test(path.at(-1) ?? ""));
  return named ? (named[1][variant - 1] ?? null) : sampleOf(type, variant);
}
