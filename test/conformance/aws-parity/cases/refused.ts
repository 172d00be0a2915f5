/**
 * What AWS refuses while applying, one refusal a case: the provider's words around AWS's own are compared. Refusals that
 * the provider waits out for minutes are left aside.
 */
import {
  ASSUME_LAMBDA,
  type Attributes,
  type Made,
  type ParityCase,
  policyDocument,
  resource,
} from "../parity-case.ts";

const ARN = "arn:aws:iam::123456789012:role/nobody";
const allow = policyDocument({ Action: "logs:*", Effect: "Allow", Resource: "*" });

/** The last of the steps is refused. */
const refused = (name: string, type: string, config: Attributes | ((made: Made) => Attributes), ...before: Step[]) => ({
  name: `${type}: ${name}`,
  steps: [...before, resource(type, "refused", config)],
});
type Step = ParityCase["steps"][number];

const role = (name: string) => resource("aws_iam_role", "role", { name, assume_role_policy: ASSUME_LAMBDA });
const fn = (name: string) => [
  role(`${name}-role`),
  resource("aws_lambda_function", "function", (made) => ({
    function_name: name,
    role: made("role", "arn"),
    handler: "index.handler",
    runtime: "nodejs20.x",
    filename: "function.zip",
  })),
];
const table = (name: string) =>
  resource("aws_dynamodb_table", "table", {
    name,
    billing_mode: "PAY_PER_REQUEST",
    hash_key: "id",
    attribute: [{ name: "id", type: "S" }],
  });
const api = (name: string) => resource("aws_api_gateway_rest_api", "api", { name });
const httpApi = (name: string) => resource("aws_apigatewayv2_api", "api", { name, protocol_type: "HTTP" });
/** Named by the provider: both sides share one space of names. */
const bucket = (name: string) => resource("aws_s3_bucket", "bucket", { bucket_prefix: `refused-${name}-` });
const vpc = resource("aws_vpc", "vpc", { cidr_block: "10.0.0.0/16" });

export const REFUSED: readonly ParityCase[] = [
  refused("a name that is taken", "aws_iam_role", { name: "r1", assume_role_policy: ASSUME_LAMBDA }, role("r1")),
  refused("a policy without meaning", "aws_iam_role", {
    name: "r2",
    assume_role_policy: policyDocument({ Action: "sts:AssumeRole", Effect: "Perhaps", Principal: { AWS: "*" } }),
  }),
  refused(
    "a name that is taken",
    "aws_iam_policy",
    { name: "p1", policy: allow },
    resource("aws_iam_policy", "policy", { name: "p1", policy: allow }),
  ),
  refused("a policy without meaning", "aws_iam_policy", { name: "p2", policy: '{"Version":"2012-10-17"}' }),
  refused("no such role", "aws_iam_role_policy", { name: "x", role: "nobody", policy: allow }),
  refused("no such role", "aws_iam_role_policy_attachment", {
    role: "nobody",
    policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess",
  }),
  refused(
    "no such policy",
    "aws_iam_role_policy_attachment",
    { role: "r3", policy_arn: "arn:aws:iam::aws:policy/Nothing" },
    role("r3"),
  ),
  refused(
    "a name that is taken",
    "aws_iam_instance_profile",
    { name: "i2" },
    resource("aws_iam_instance_profile", "profile", { name: "i2" }),
  ),
  refused("a name that is taken", "aws_iam_user", { name: "u1" }, resource("aws_iam_user", "user", { name: "u1" })),
  refused("no such user", "aws_iam_user_policy", { name: "x", user: "nobody", policy: allow }),
  refused("no such user", "aws_iam_access_key", { user: "nobody" }),
  refused("a name that is taken", "aws_iam_group", { name: "g1" }, resource("aws_iam_group", "group", { name: "g1" })),
  refused("no such group", "aws_iam_group_policy", { name: "x", group: "nobody", policy: allow }),
  refused("no such group", "aws_iam_group_membership", { name: "x", group: "nobody", users: ["u"] }),
  refused("no such user", "aws_iam_user_group_membership", { user: "nobody", groups: ["g"] }),
  refused("a service that has none", "aws_iam_service_linked_role", { aws_service_name: "nothing.amazonaws.com" }),

  refused("no such file", "aws_lambda_function", {
    function_name: "f2",
    role: ARN,
    handler: "index.handler",
    runtime: "nodejs20.x",
    filename: "missing.zip",
  }),
  refused("no such bucket", "aws_lambda_function", {
    function_name: "f3",
    role: ARN,
    handler: "index.handler",
    runtime: "nodejs20.x",
    s3_bucket: "no-such-bucket-here",
    s3_key: "x",
  }),
  refused("no such function", "aws_lambda_alias", { name: "a", function_name: "nobody", function_version: "1" }),
  refused(
    "no such version",
    "aws_lambda_alias",
    { name: "a", function_name: "f4", function_version: "9" },
    ...fn("f4"),
  ),
  refused("no such file", "aws_lambda_layer_version", { layer_name: "l1", filename: "missing.zip" }),
  refused("no such function", "aws_lambda_function_url", { function_name: "nobody", authorization_type: "NONE" }),
  refused("no such function", "aws_lambda_function_event_invoke_config", { function_name: "nobody" }),
  refused("no such function", "aws_lambda_provisioned_concurrency_config", {
    function_name: "nobody",
    qualifier: "1",
    provisioned_concurrent_executions: 1,
  }),
  refused("no such function", "aws_lambda_invocation", { function_name: "nobody", input: "{}" }),
  refused("no such function", "aws_lambda_runtime_management_config", {
    function_name: "nobody",
    update_runtime_on: "Auto",
  }),
  refused("no such function", "aws_lambda_function_recursion_config", {
    function_name: "nobody",
    recursive_loop: "Allow",
  }),
  refused("no such layer", "aws_lambda_layer_version_permission", {
    layer_name: "nobody",
    version_number: 1,
    action: "lambda:GetLayerVersion",
    principal: "*",
    statement_id: "x",
  }),

  refused(
    "a name that is taken",
    "aws_cloudwatch_log_group",
    { name: "lg1" },
    resource("aws_cloudwatch_log_group", "group", { name: "lg1" }),
  ),
  refused("no such group", "aws_cloudwatch_log_stream", { name: "s", log_group_name: "nobody" }),
  refused("no such group", "aws_cloudwatch_log_metric_filter", {
    name: "m",
    log_group_name: "nobody",
    pattern: "",
    metric_transformation: [{ name: "n", namespace: "ns", value: "1" }],
  }),
  refused("no such group", "aws_cloudwatch_log_subscription_filter", {
    name: "m",
    log_group_name: "nobody",
    filter_pattern: "",
    destination_arn: "arn:aws:lambda:us-east-1:123456789012:function:x",
  }),

  refused(
    "a name that is taken",
    "aws_dynamodb_table",
    { name: "tab1", billing_mode: "PAY_PER_REQUEST", hash_key: "id", attribute: [{ name: "id", type: "S" }] },
    table("tab1"),
  ),
  refused("a short name", "aws_dynamodb_table", {
    name: "t!x",
    billing_mode: "PAY_PER_REQUEST",
    hash_key: "id",
    attribute: [{ name: "id", type: "S" }],
  }),
  refused("no such table", "aws_dynamodb_table_item", {
    table_name: "nobody",
    hash_key: "id",
    item: '{"id":{"S":"1"}}',
  }),
  refused(
    "an item without a key",
    "aws_dynamodb_table_item",
    { table_name: "tab2", hash_key: "id", item: '{"x":{"S":"1"}}' },
    table("tab2"),
  ),
  refused("no such table", "aws_dynamodb_tag", {
    resource_arn: "arn:aws:dynamodb:us-east-1:123456789012:table/nobody",
    key: "a",
    value: "b",
  }),

  refused("no such API", "aws_api_gateway_resource", { rest_api_id: "nobody", parent_id: "x", path_part: "a" }),
  refused(
    "no such parent",
    "aws_api_gateway_resource",
    (made) => ({ rest_api_id: made("api", "id"), parent_id: "nobody", path_part: "a" }),
    api("ra1"),
  ),
  refused(
    "no such resource",
    "aws_api_gateway_method",
    (made) => ({ rest_api_id: made("api", "id"), resource_id: "nobody", http_method: "GET", authorization: "NONE" }),
    api("ra2"),
  ),
  refused(
    "no such method",
    "aws_api_gateway_integration",
    (made) => ({
      rest_api_id: made("api", "id"),
      resource_id: made("api", "root_resource_id"),
      http_method: "GET",
      type: "MOCK",
    }),
    api("ra3"),
  ),
  refused("no methods", "aws_api_gateway_deployment", (made) => ({ rest_api_id: made("api", "id") }), api("ra4")),
  refused(
    "no such deployment",
    "aws_api_gateway_stage",
    (made) => ({ rest_api_id: made("api", "id"), deployment_id: "nobody", stage_name: "s" }),
    api("ra5"),
  ),
  refused("no such API", "aws_api_gateway_model", {
    rest_api_id: "nobody",
    name: "m",
    content_type: "application/json",
    schema: "{}",
  }),
  refused("no such API", "aws_api_gateway_authorizer", {
    rest_api_id: "nobody",
    name: "a",
    authorizer_uri: "arn:aws:apigateway:us-east-1:lambda:path/x",
  }),
  refused("no such plan", "aws_api_gateway_usage_plan_key", {
    key_id: "nobody",
    key_type: "API_KEY",
    usage_plan_id: "nobody",
  }),
  refused("no such API", "aws_api_gateway_usage_plan", { name: "x", api_stages: [{ api_id: "nobody", stage: "x" }] }),
  refused("no such API", "aws_api_gateway_request_validator", { rest_api_id: "nobody", name: "v" }),
  refused("no such API", "aws_api_gateway_gateway_response", {
    rest_api_id: "nobody",
    response_type: "UNAUTHORIZED",
  }),

  refused("no such API", "aws_apigatewayv2_route", { api_id: "nobody", route_key: "GET /" }),
  refused(
    "a route that is there",
    "aws_apigatewayv2_route",
    (made) => ({ api_id: made("api", "id"), route_key: "GET /" }),
    httpApi("ha1"),
    resource("aws_apigatewayv2_route", "route", (made) => ({ api_id: made("api", "id"), route_key: "GET /" })),
  ),
  refused("no such API", "aws_apigatewayv2_integration", { api_id: "nobody", integration_type: "AWS_PROXY" }),
  refused("no such API", "aws_apigatewayv2_stage", { api_id: "nobody", name: "$default" }),
  refused(
    "a stage that is there",
    "aws_apigatewayv2_stage",
    (made) => ({ api_id: made("api", "id"), name: "s" }),
    httpApi("ha2"),
    resource("aws_apigatewayv2_stage", "stage", (made) => ({ api_id: made("api", "id"), name: "s" })),
  ),
  refused("no such API", "aws_apigatewayv2_authorizer", {
    api_id: "nobody",
    name: "a",
    authorizer_type: "JWT",
    identity_sources: ["$request.header.Authorization"],
    jwt_configuration: [{ audience: ["a"], issuer: "https://example.com" }],
  }),
  refused("no such API", "aws_apigatewayv2_deployment", { api_id: "nobody" }),

  refused("a definition without states", "aws_sfn_state_machine", {
    name: "sm1",
    role_arn: ARN,
    definition: '{"StartAt":"A"}',
  }),
  refused("a name that is taken", "aws_sfn_activity", { name: "act/1" }),

  refused("a name nobody may have", "aws_s3_bucket", { bucket: "xn--bucket" }),
  refused(
    "a bucket without lists",
    "aws_s3_bucket_acl",
    (made) => ({ bucket: made("bucket", "id"), acl: "public-read" }),
    bucket("two"),
  ),
  refused(
    "a method nobody has",
    "aws_s3_bucket_cors_configuration",
    (made) => ({ bucket: made("bucket", "id"), cors_rule: [{ allowed_methods: ["NO"], allowed_origins: ["*"] }] }),
    bucket("three"),
  ),
  refused(
    "no such function",
    "aws_s3_bucket_notification",
    (made) => ({
      bucket: made("bucket", "id"),
      lambda_function: [
        {
          lambda_function_arn: "arn:aws:lambda:us-east-1:123456789012:function:nobody",
          events: ["s3:ObjectCreated:*"],
        },
      ],
    }),
    bucket("four"),
  ),
  refused(
    "no versions",
    "aws_s3_bucket_object_lock_configuration",
    (made) => ({
      bucket: made("bucket", "id"),
      rule: [{ default_retention: [{ mode: "GOVERNANCE", days: 1 }] }],
    }),
    bucket("six"),
  ),
  refused("no such table", "aws_dynamodb_resource_policy", {
    resource_arn: "arn:aws:dynamodb:us-east-1:123456789012:table/nobody",
    policy: allow,
  }),
  refused("no such table", "aws_dynamodb_contributor_insights", { table_name: "nobody" }),
  refused(
    "global tables of 2017",
    "aws_dynamodb_global_table",
    { name: "refused-global", replica: [{ region_name: "us-east-1" }, { region_name: "us-east-2" }] },
    table("refused-global"),
  ),
  refused(
    "no stream to write to",
    "aws_dynamodb_kinesis_streaming_destination",
    { table_name: "refused-streaming", stream_arn: "arn:aws:kinesis:us-east-1:123456789012:stream/nobody" },
    table("refused-streaming"),
  ),
  refused("no such role", "aws_iam_role_policies_exclusive", { role_name: "nobody", policy_names: ["x"] }),
  refused("no such role", "aws_iam_role_policy_attachments_exclusive", { role_name: "nobody", policy_arns: [] }),
  refused("no such group", "aws_security_group_rule", {
    type: "ingress",
    security_group_id: "sg-0123456789abcdef0",
    protocol: "tcp",
    from_port: 1,
    to_port: 1,
    cidr_blocks: ["0.0.0.0/0"],
  }),
  refused("no such VPC", "aws_internet_gateway", { vpc_id: "vpc-0123456789abcdef0" }),
  refused("no such bucket", "aws_s3_object", { bucket: "no-such-bucket-here", key: "k", content: "x" }),

  refused("no such VPC", "aws_subnet", { vpc_id: "vpc-0123456789abcdef0", cidr_block: "10.0.0.0/24" }),
  refused(
    "addresses outside the VPC",
    "aws_subnet",
    (made) => ({ vpc_id: made("vpc", "id"), cidr_block: "192.168.0.0/24" }),
    vpc,
  ),
  refused(
    "addresses that are taken",
    "aws_subnet",
    (made) => ({ vpc_id: made("vpc", "id"), cidr_block: "10.0.0.0/24" }),
    vpc,
    resource("aws_subnet", "subnet", (made) => ({ vpc_id: made("vpc", "id"), cidr_block: "10.0.0.0/24" })),
  ),
  refused("no such VPC", "aws_security_group", { name: "sg1", vpc_id: "vpc-0123456789abcdef0" }),
  refused(
    "a name that is taken",
    "aws_security_group",
    (made) => ({ name: "sg2", vpc_id: made("vpc", "id") }),
    vpc,
    resource("aws_security_group", "group", (made) => ({ name: "sg2", vpc_id: made("vpc", "id") })),
  ),
  refused("no such VPC", "aws_route_table", { vpc_id: "vpc-0123456789abcdef0" }),
  refused("no such group", "aws_vpc_security_group_ingress_rule", {
    security_group_id: "sg-0123456789abcdef0",
    ip_protocol: "-1",
    cidr_ipv4: "0.0.0.0/0",
  }),
  refused("no such VPC", "aws_network_acl", { vpc_id: "vpc-0123456789abcdef0" }),
  refused("no such VPC", "aws_vpc_endpoint", {
    vpc_id: "vpc-0123456789abcdef0",
    service_name: "com.amazonaws.us-east-1.s3",
  }),
  refused("no such subnet", "aws_nat_gateway", { subnet_id: "subnet-0123456789abcdef0", connectivity_type: "private" }),
  refused("no such subnet", "aws_network_interface", { subnet_id: "subnet-0123456789abcdef0" }),
];
