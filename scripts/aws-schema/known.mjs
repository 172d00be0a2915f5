// What asking for plans does not bring to light, because a made-up configuration cannot have it.
const SOURCES = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"];

// Blocks that are attributes have members of their own, which are not asked about one by one.
const cidrs = (...paths) => Object.fromEntries(paths.map((path) => [path, [["cidrBlock"]]]));
const GROUP_RULES = cidrs(...["ingress", "egress"].flatMap((way) => [`${way}.cidr_blocks`, `${way}.ipv6_cidr_blocks`]));
const ACL_RULES = Object.fromEntries(
  ["ingress", "egress"].flatMap((way) => [
    [`${way}.action`, [["oneOf", ["allow", "deny"]]]],
    [`${way}.cidr_block`, [["cidrBlock"]]],
    [`${way}.ipv6_cidr_block`, [["cidrBlock"]]],
    [`${way}.protocol`, [["protocol"]]],
  ]),
);

export const KNOWN = {
  // A name or an ARN: the checks of one do not hold for the other.
  aws_lambda_layer_version_permission: { unchecked: ["layer_name"] },
  aws_cloudwatch_event_rule: { unchecked: ["event_bus_name"] },
  aws_cloudwatch_event_target: { unchecked: ["event_bus_name"] },
  "data aws_kms_key": { unchecked: ["key_id"] },
  aws_security_group: { rules: GROUP_RULES },
  aws_default_security_group: { rules: GROUP_RULES },
  aws_network_acl: { rules: ACL_RULES },
  aws_default_route_table: { rules: cidrs("route.cidr_block", "route.ipv6_cidr_block") },
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
