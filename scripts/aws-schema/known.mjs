// What asking for plans does not bring to light, because a made-up configuration cannot have it.
const SOURCES = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"];

// Blocks that are attributes have members of their own, which are not asked about one by one.
const DESCRIPTION = ["restriction", "^[0-9A-Za-z_ .:/()#,@\\[\\]+=&;{}!$*-]*$"];
const REQUIRED = ["required"];
const bothWays = (rules) =>
  Object.fromEntries(
    ["ingress", "egress"].flatMap((way) => Object.entries(rules).map(([name, list]) => [`${way}.${name}`, list])),
  );
const GROUP_RULES = bothWays({
  cidr_blocks: [["cidrBlock", 4]],
  ipv6_cidr_blocks: [["cidrBlock", 6]],
  description: [["longest", 255], DESCRIPTION],
  from_port: [REQUIRED],
  protocol: [REQUIRED],
  to_port: [REQUIRED],
});
const ACL_RULES = bothWays({
  action: [REQUIRED, ["oneOfAnyCase", ["allow", "deny"]]],
  cidr_block: [["cidrBlock", 4]],
  from_port: [REQUIRED, ["portOrZero"]],
  ipv6_cidr_block: [["cidrBlock", 6]],
  protocol: [REQUIRED, ["protocol"]],
  rule_no: [REQUIRED, ["between", 1, 32766]],
  to_port: [REQUIRED, ["portOrZero"]],
});
const ROUTE_RULES = { "route.cidr_block": [["cidrBlock", 4]], "route.ipv6_cidr_block": [["cidrBlock", 6]] };

const ALIAS = ["match", "must be a KMS Key Alias"];
const SIXTIES = ["divisibleBy", 60];
const FINE_PERIOD = [["any", ["oneOf", [1, 5, 10, 20, 30]], SIXTIES]];
const AUTOMATION = [["any", ["arn"], ["automationArn"]]];
const STATISTIC =
  "invalid statistic, see: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html";
const FEW_ARNS = [["maxItems", 5], ["arn"]];
const NETWORKS = [44, 48, 52, 56, 60].map((bits) => ["cidrNetwork", bits, bits]);
const SIX_NETWORK = {
  ipv6_cidr_block: [
    ["cidrBlock", 6],
    ["any", ...NETWORKS],
  ],
  ipv6_netmask_length: [["oneOf", [44, 48, 52, 56, 60]]],
};

export const KNOWN = {
  // A name or an ARN, and the like: of alternatives one has to hold.
  aws_lambda_layer_version_permission: {
    unchecked: ["layer_name"],
    rules: { layer_name: [["any", ["expression", "^[0-9A-Za-z_-]+$"], ["arn"]]] },
  },
  aws_lambda_event_source_mapping: {
    rules: { maximum_record_age_in_seconds: [["any", ["oneOf", [-1]], ["between", 60, 604800]]] },
    forceNew: ["amazon_managed_kafka_event_source_config", "self_managed_kafka_event_source_config"],
  },
  aws_cloudwatch_metric_alarm: {
    unchecked: ["alarm_actions", "insufficient_data_actions", "ok_actions", "metric_query.metric.stat"],
    rules: {
      alarm_actions: AUTOMATION,
      insufficient_data_actions: [["maxItems", 5], ...AUTOMATION],
      ok_actions: [["maxItems", 5], ...AUTOMATION],
      period: [["any", ["oneOf", [10, 20, 30]], SIXTIES]],
      "metric_query.period": FINE_PERIOD,
      "metric_query.metric.period": FINE_PERIOD,
      "metric_query.metric.stat": [
        [
          "any",
          ["oneOf", ["SampleCount", "Average", "Sum", "Minimum", "Maximum"], "last"],
          ["match", STATISTIC, "last"],
        ],
      ],
    },
  },
  aws_cloudwatch_composite_alarm: {
    unchecked: ["alarm_actions", "insufficient_data_actions", "ok_actions"],
    rules: { alarm_actions: FEW_ARNS, insufficient_data_actions: FEW_ARNS, ok_actions: FEW_ARNS },
  },
  aws_cloudwatch_dashboard: { rules: { dashboard_name: [["restriction", "^[0-9A-Za-z_-]+$"]] } },
  aws_cloudwatch_log_stream: { rules: { name: [["logStreamName"]] } },
  aws_apigatewayv2_api: { unchecked: ["body"], rules: { body: [["jsonOrYaml"]] } },
  aws_route_table: { rules: ROUTE_RULES },
  aws_route: {
    groups: [
      ["conflicts", "carrier_gateway_id", "destination_ipv6_cidr_block"],
      ["conflicts", "egress_only_gateway_id", "destination_cidr_block"],
      ["conflicts", "vpc_endpoint_id", "destination_prefix_list_id"],
    ],
  },
  aws_vpc: {
    rules: { ...SIX_NETWORK, ipv4_netmask_length: [["between", 16, 28]] },
  },
  aws_default_vpc: { unchecked: ["ipv6_cidr_block"], rules: SIX_NETWORK },
  aws_flow_log: { forceNew: ["destination_options"] },
  aws_s3_bucket: {
    groups: ["error_document", "routing_rules"].map((name) => [
      "conflicts",
      "website.0.redirect_all_requests_to",
      `website.0.${name}`,
    ]),
  },
  aws_s3_object: { rules: { "override_provider.default_tags.tags": [["mapSize", 0, 0]] } },
  aws_s3_object_copy: { rules: { "override_provider.default_tags.tags": [["mapSize", 0, 0]] } },
  aws_dynamodb_resource_policy: { defaults: { confirm_remove_self_resource_access: false } },
  aws_api_gateway_rest_api: { defaults: { put_rest_api_mode: "overwrite" } },
  aws_cloudwatch_event_rule: { unchecked: ["event_bus_name"] },
  aws_cloudwatch_event_target: { unchecked: ["event_bus_name"] },
  "data aws_kms_alias": { rules: { name: [["aliasName"]] } },
  "data aws_kms_key": {
    unchecked: ["key_id"],
    rules: { key_id: [["any", ["match", "must be a KMS Key ID"], ["arn"], ALIAS, ["arn"]]] },
  },
  aws_security_group: { rules: GROUP_RULES },
  aws_security_group_rule: { rules: { description: [["longest", 255], DESCRIPTION] } },
  aws_default_security_group: { rules: GROUP_RULES },
  aws_network_acl: { rules: ACL_RULES },
  aws_default_route_table: { rules: ROUTE_RULES },
  aws_vpc_security_group_ingress_rule: { groups: [["modernExactlyOne", "", ...SOURCES]] },
  aws_vpc_security_group_egress_rule: { groups: [["modernExactlyOne", "", ...SOURCES]] },
  aws_api_gateway_account: {
    defaults: { cloudwatch_role_arn: "" },
    rules: { cloudwatch_role_arn: [["any", ["modernArnToo"], ["modernOneOf", [""]]]] },
  },
  aws_s3_bucket_lifecycle_configuration: {
    rules: {
      "rule.noncurrent_version_transition.newer_noncurrent_versions": [["modernAtLeast", 1]],
      "rule.filter.and.tags": [["modernMapAtLeast", 1]],
    },
    defaults: {
      "rule.prefix": "",
      "rule.filter.object_size_greater_than": null,
      "rule.filter.object_size_less_than": null,
      "rule.filter.prefix": null,
    },
  },
  aws_lambda_function: {
    rules: {
      layers: [["maxItems", 5]],
      "file_system_config.local_mount_path": [["match", "must start with '/mnt/'"]],
    },
  },
  aws_dynamodb_table: {
    defaults: { billing_mode: "PROVISIONED", table_class: "STANDARD" },
    forceNew: ["hash_key", "range_key"],
    // Only what stands inside forces a new table, and another source to restore from, but not none.
    inPlace: ["import_table", "restore_source_name", "restore_source_table_arn"],
  },
  // Addresses can be added; only another first address needs another interface.
  aws_network_interface: { inPlace: ["private_ips"] },
  aws_apigatewayv2_integration: { defaults: { passthrough_behavior: "WHEN_NO_MATCH" } },
  aws_lambda_invocation: { defaults: { lifecycle_scope: "CREATE_ONLY" }, inPlace: ["input"] },
  "data aws_iam_policy_document": { defaults: { version: "2012-10-17", "statement.effect": "Allow" } },
};
