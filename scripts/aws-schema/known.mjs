// What asking for plans does not bring to light, because a made-up configuration cannot have it.
const SOURCES = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"];

export const KNOWN = {
  aws_vpc_security_group_ingress_rule: { groups: [["modernExactlyOne", "", ...SOURCES]] },
  aws_vpc_security_group_egress_rule: { groups: [["modernExactlyOne", "", ...SOURCES]] },
  aws_api_gateway_account: { defaults: { cloudwatch_role_arn: "" } },
  aws_s3_bucket_lifecycle_configuration: {
    defaults: {
      "rule.prefix": "",
      "rule.filter.object_size_greater_than": null,
      "rule.filter.object_size_less_than": null,
      "rule.filter.prefix": null,
    },
  },
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
