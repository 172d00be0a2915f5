// What asking for plans does not bring to light, because a made-up configuration cannot have it.
export const KNOWN = {
  aws_lambda_function: { rules: { layers: [["maxItems", 5]] } },
  aws_dynamodb_table: {
    defaults: { billing_mode: "PROVISIONED", table_class: "STANDARD" },
    forceNew: ["hash_key", "range_key"],
  },
  // Addresses can be added; only another first address needs another interface.
  aws_network_interface: { inPlace: ["private_ips"] },
  aws_apigatewayv2_integration: { defaults: { passthrough_behavior: "WHEN_NO_MATCH" } },
  aws_lambda_invocation: { defaults: { lifecycle_scope: "CREATE_ONLY" } },
  "data aws_iam_policy_document": { defaults: { version: "2012-10-17", "statement.effect": "Allow" } },
};
