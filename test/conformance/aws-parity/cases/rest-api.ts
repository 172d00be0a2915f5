/** API Gateway's REST APIs with all that belongs to them. */
import {
  ASSUME_LAMBDA,
  data,
  importedBy,
  type Made,
  type ParityCase,
  policyDocument,
  resource,
  type Step,
} from "../parity-case.ts";

const loose = (step: Step, ...free: string[]): Step => ({ ...step, free });
const api = (made: Made) => made("api", "id");
const slashed =
  (...parts: (readonly [string, string])[]) =>
  (made: Made) =>
    parts.map(([name, attribute]) => made(name, attribute)).join("/");

/** A part of the API, imported as `API-ID/ID`. */
const part = (
  type: string,
  name: string,
  config: (made: Made) => object,
  update?: (made: Made) => object,
  free: string[] = [],
): Step =>
  importedBy(
    resource(
      `aws_api_gateway_${type}`,
      name,
      (made) => ({ rest_api_id: api(made), ...config(made) }),
      update && ((made) => ({ rest_api_id: api(made), ...update(made) })),
      free,
    ),
    slashed(["api", "id"], [name, type === "model" ? "name" : "id"]),
  );

const onMethod = (made: Made) => ({ resource_id: made("items", "id"), http_method: made("method", "http_method") });
const methodId = (made: Made) => `${api(made)}/${made("items", "id")}/POST`;
const POLICY = policyDocument({ Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "*" });
const BODY = JSON.stringify({
  openapi: "3.0.1",
  info: { title: "from-document", version: "1.0" },
  paths: {
    "/pets": {
      get: {
        "x-amazon-apigateway-integration": {
          httpMethod: "GET",
          type: "HTTP_PROXY",
          uri: "https://example.com/",
          payloadFormatVersion: "1.0",
        },
        responses: { "200": { description: "ok" } },
      },
    },
  },
});

export const restApiCases: readonly ParityCase[] = [
  {
    name: "REST API: resources, methods, integrations, deployment, stage, plans",
    steps: [
      resource(
        "aws_api_gateway_rest_api",
        "api",
        {
          name: "parity-rest",
          description: "d",
          binary_media_types: ["image/png"],
          endpoint_configuration: [{ types: ["REGIONAL"] }],
        },
        {
          name: "parity-rest",
          binary_media_types: ["image/png", "image/gif"],
          minimum_compression_size: "1024",
          endpoint_configuration: [{ types: ["REGIONAL"] }],
          tags: { a: "b" },
        },
        ["root_resource_id"],
      ),
      part(
        "resource",
        "items",
        (made) => ({ parent_id: made("api", "root_resource_id"), path_part: "items" }),
        undefined,
        ["parent_id"],
      ),
      part(
        "resource",
        "item",
        (made) => ({ parent_id: made("items", "id"), path_part: "{id}" }),
        (made) => ({ parent_id: made("items", "id"), path_part: "{item}" }),
      ),
      part(
        "model",
        "model",
        () => ({ name: "Item", content_type: "application/json", schema: '{"type":"object"}' }),
        () => ({ name: "Item", content_type: "application/json", schema: '{"type":"array"}', description: "changed" }),
      ),
      part(
        "request_validator",
        "validator",
        () => ({ name: "v", validate_request_body: true }),
        () => ({ name: "v2", validate_request_parameters: true }),
      ),
      part(
        "authorizer",
        "auth",
        () => ({
          name: "auth",
          authorizer_uri:
            "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:f/invocations",
        }),
        () => ({
          name: "auth",
          type: "REQUEST",
          identity_source: "method.request.header.X",
          authorizer_result_ttl_in_seconds: 60,
          authorizer_uri:
            "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:f/invocations",
        }),
      ),
      importedBy(
        resource(
          "aws_api_gateway_method",
          "method",
          (made) => ({
            rest_api_id: api(made),
            resource_id: made("items", "id"),
            http_method: "POST",
            authorization: "NONE",
            request_parameters: { "method.request.header.X": true },
          }),
          (made) => ({
            rest_api_id: api(made),
            resource_id: made("items", "id"),
            http_method: "POST",
            authorization: "CUSTOM",
            authorizer_id: made("auth", "id"),
            api_key_required: true,
            request_models: { "application/json": "Item" },
            request_validator_id: made("validator", "id"),
          }),
        ),
        methodId,
      ),
      importedBy(
        resource(
          "aws_api_gateway_integration",
          "integration",
          (made) => ({
            rest_api_id: api(made),
            ...onMethod(made),
            type: "MOCK",
            request_templates: { "application/json": '{"statusCode": 200}' },
          }),
          (made) => ({
            rest_api_id: api(made),
            ...onMethod(made),
            type: "MOCK",
            request_templates: { "application/json": '{"statusCode": 201}' },
            timeout_milliseconds: 5000,
            request_parameters: { "integration.request.header.Y": "'static'" },
          }),
        ),
        methodId,
      ),
      importedBy(
        resource(
          "aws_api_gateway_method_response",
          "mresponse",
          (made) => ({
            rest_api_id: api(made),
            ...onMethod(made),
            status_code: "200",
            response_models: { "application/json": "Empty" },
          }),
          (made) => ({
            rest_api_id: api(made),
            ...onMethod(made),
            status_code: "200",
            response_parameters: { "method.response.header.Z": true },
          }),
        ),
        (made) => `${methodId(made)}/200`,
      ),
      importedBy(
        resource("aws_api_gateway_integration_response", "iresponse", (made) => ({
          rest_api_id: api(made),
          ...onMethod(made),
          status_code: made("mresponse", "status_code"),
          response_templates: { "application/json": "" },
        })),
        (made) => `${methodId(made)}/200`,
      ),
      importedBy(
        resource(
          "aws_api_gateway_gateway_response",
          "gresponse",
          (made) => ({
            rest_api_id: api(made),
            response_type: "UNAUTHORIZED",
            status_code: "401",
            response_templates: { "application/json": "{}" },
          }),
          (made) => ({
            rest_api_id: api(made),
            response_type: "UNAUTHORIZED",
            status_code: "403",
            response_parameters: { "gatewayresponse.header.A": "'b'" },
          }),
        ),
        (made) => `${api(made)}/UNAUTHORIZED`,
      ),
      resource(
        "aws_api_gateway_client_certificate",
        "certificate",
        { description: "c" },
        { description: "changed", tags: { a: "b" } },
        ["pem_encoded_certificate"],
      ),
      resource(
        "aws_api_gateway_documentation_part",
        "doc",
        (made) => ({
          rest_api_id: api(made),
          location: [{ type: "METHOD", method: "POST", path: "/items" }],
          properties: '{"description":"d"}',
        }),
        (made) => ({
          rest_api_id: api(made),
          location: [{ type: "METHOD", method: "POST", path: "/items" }],
          properties: '{"description":"changed"}',
        }),
        ["documentation_part_id"],
      ),
      resource(
        "aws_api_gateway_documentation_version",
        "docv",
        (made) => ({ rest_api_id: api(made), version: "v1", description: "d" }),
        (made) => ({ rest_api_id: api(made), version: "v1", description: "changed" }),
      ),
      part(
        "deployment",
        "deployment",
        () => ({ triggers: { a: "1" }, description: "d" }),
        () => ({ triggers: { a: "1" }, description: "changed" }),
      ),
      importedBy(
        resource(
          "aws_api_gateway_stage",
          "stage",
          (made) => ({
            rest_api_id: api(made),
            deployment_id: made("deployment", "id"),
            stage_name: "prod",
            variables: { a: "b" },
          }),
          (made) => ({
            rest_api_id: api(made),
            deployment_id: made("deployment", "id"),
            stage_name: "prod",
            variables: { a: "c", d: "e" },
            description: "d",
            xray_tracing_enabled: true,
            client_certificate_id: made("certificate", "id"),
            documentation_version: "v1",
            tags: { a: "b" },
          }),
        ),
        (made) => `${api(made)}/prod`,
      ),
      importedBy(
        resource(
          "aws_api_gateway_method_settings",
          "settings",
          (made) => ({
            rest_api_id: api(made),
            stage_name: made("stage", "stage_name"),
            method_path: "*/*",
            settings: [
              { metrics_enabled: true, logging_level: "INFO", throttling_burst_limit: 10, throttling_rate_limit: 5 },
            ],
          }),
          (made) => ({
            rest_api_id: api(made),
            stage_name: made("stage", "stage_name"),
            method_path: "*/*",
            settings: [{ metrics_enabled: false, logging_level: "OFF", data_trace_enabled: true }],
          }),
        ),
        (made) => `${api(made)}/prod/*/*`,
      ),
      resource(
        "aws_api_gateway_api_key",
        "key",
        { name: "parity-key" },
        { name: "parity-key2", description: "changed", enabled: false, tags: { a: "b" } },
        ["value"],
      ),
      resource(
        "aws_api_gateway_usage_plan",
        "plan",
        (made) => ({
          name: "parity-plan",
          api_stages: [{ api_id: api(made), stage: made("stage", "stage_name") }],
          quota_settings: [{ limit: 20, offset: 2, period: "WEEK" }],
        }),
        (made) => ({
          name: "parity-plan2",
          description: "d",
          api_stages: [
            {
              api_id: api(made),
              stage: made("stage", "stage_name"),
              throttle: [{ path: "/items/POST", burst_limit: 2, rate_limit: 1 }],
            },
          ],
          throttle_settings: [{ burst_limit: 5, rate_limit: 10 }],
          tags: { a: "b" },
        }),
      ),
      importedBy(
        resource(
          "aws_api_gateway_usage_plan_key",
          "plankey",
          (made) => ({ key_id: made("key", "id"), key_type: "API_KEY", usage_plan_id: made("plan", "id") }),
          undefined,
          ["value"],
        ),
        slashed(["plan", "id"], ["key", "id"]),
      ),
      resource("aws_api_gateway_rest_api_policy", "policy", (made) => ({ rest_api_id: api(made), policy: POLICY })),
      loose(
        data("aws_api_gateway_rest_api", "apid", (made) => ({ name: made("api", "name") })),
        "root_resource_id",
      ),
      loose(
        data("aws_api_gateway_resource", "resourced", (made) => ({ rest_api_id: api(made), path: "/items" })),
        "parent_id",
      ),
      loose(
        data("aws_api_gateway_api_key", "keyd", (made) => ({ id: made("key", "id") })),
        "value",
      ),
    ],
  },
  {
    name: "REST API from a document, account, domain name, VPC link",
    steps: [
      resource(
        "aws_api_gateway_rest_api",
        "bodied",
        { name: "parity-body", body: BODY },
        { name: "parity-body", body: BODY.replace("/pets", "/cats") },
        ["root_resource_id"],
      ),
      resource("aws_api_gateway_rest_api", "target", { name: "parity-put" }, undefined, ["root_resource_id"]),
      importedBy(
        resource("aws_api_gateway_rest_api_put", "put", (made) => ({
          rest_api_id: made("target", "id"),
          body: BODY,
          fail_on_warnings: false,
        })),
        (made) => made("target", "id"),
      ),
      resource("aws_iam_role", "logrole", { name: "parity-gateway", assume_role_policy: ASSUME_LAMBDA }),
      resource("aws_api_gateway_account", "account", (made) => ({ cloudwatch_role_arn: made("logrole", "arn") })),
      resource(
        "aws_api_gateway_domain_name",
        "domain",
        {
          domain_name: "parity.example.com",
          regional_certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/a",
          endpoint_configuration: [{ types: ["REGIONAL"] }],
        },
        {
          domain_name: "parity.example.com",
          regional_certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/b",
          security_policy: "TLS_1_0",
          endpoint_configuration: [{ types: ["REGIONAL"] }],
          tags: { a: "b" },
        },
        ["regional_domain_name", "regional_zone_id"],
      ),
      resource(
        "aws_api_gateway_domain_name",
        "edge",
        { domain_name: "edge.example.com", certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/a" },
        undefined,
        ["cloudfront_domain_name"],
      ),
      resource("aws_api_gateway_deployment", "bodydeployment", (made) => ({ rest_api_id: made("bodied", "id") })),
      resource("aws_api_gateway_stage", "bodystage", (made) => ({
        rest_api_id: made("bodied", "id"),
        deployment_id: made("bodydeployment", "id"),
        stage_name: "v1",
      })),
      resource(
        "aws_api_gateway_base_path_mapping",
        "mapping",
        (made) => ({
          api_id: made("bodied", "id"),
          stage_name: made("bodystage", "stage_name"),
          domain_name: made("domain", "domain_name"),
        }),
        (made) => ({
          api_id: made("bodied", "id"),
          stage_name: made("bodystage", "stage_name"),
          domain_name: made("domain", "domain_name"),
          base_path: "v1",
        }),
      ),
      resource(
        "aws_api_gateway_vpc_link",
        "link",
        { name: "parity", target_arns: ["arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/n/1"] },
        {
          name: "parity2",
          description: "changed",
          target_arns: ["arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/net/n/1"],
          tags: { a: "b" },
        },
      ),
    ].map((step) =>
      step.name === "bodydeployment"
        ? importedBy(step, slashed(["bodied", "id"], ["bodydeployment", "id"]))
        : step.name === "bodystage"
          ? importedBy(step, (made) => `${made("bodied", "id")}/v1`)
          : step,
    ),
  },
];
