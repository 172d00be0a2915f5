/** API Gateway v2: what a WebSocket and an HTTP API have. */
import { data, importedBy, type Made, type ParityCase, resource, type Step } from "../parity-case.ts";

const below = (step: Step, ...names: string[]): Step =>
  importedBy(step, (made) => [...names, step.name].map((name) => made(name, "id")).join("/"));
const ws = (made: Made) => made("ws", "id");
const http = (made: Made) => made("http", "id");

export const apisV2Cases: readonly ParityCase[] = [
  {
    name: "WebSocket API",
    steps: [
      resource(
        "aws_apigatewayv2_api",
        "ws",
        { name: "parity-ws", protocol_type: "WEBSOCKET", route_selection_expression: "$request.body.action" },
        {
          name: "parity-ws2",
          protocol_type: "WEBSOCKET",
          route_selection_expression: "$request.body.type",
          tags: { a: "b" },
        },
      ),
      below(
        resource(
          "aws_apigatewayv2_model",
          "model",
          (made) => ({ api_id: ws(made), name: "M", content_type: "application/json", schema: '{"type":"object"}' }),
          (made) => ({
            api_id: ws(made),
            name: "M2",
            content_type: "application/json",
            schema: '{"type":"array"}',
            description: "d",
          }),
        ),
        "ws",
      ),
      below(
        resource(
          "aws_apigatewayv2_integration",
          "mock",
          (made) => ({
            api_id: ws(made),
            integration_type: "MOCK",
            request_templates: { a: "b" },
            template_selection_expression: "a",
          }),
          (made) => ({
            api_id: ws(made),
            integration_type: "MOCK",
            request_templates: { a: "c" },
            template_selection_expression: "a",
            description: "d",
            timeout_milliseconds: 1000,
          }),
        ),
        "ws",
      ),
      below(
        resource(
          "aws_apigatewayv2_integration_response",
          "iresponse",
          (made) => ({ api_id: ws(made), integration_id: made("mock", "id"), integration_response_key: "$default" }),
          (made) => ({
            api_id: ws(made),
            integration_id: made("mock", "id"),
            integration_response_key: "/200/",
            response_templates: { a: "b" },
          }),
        ),
        "ws",
        "mock",
      ),
      below(
        resource(
          "aws_apigatewayv2_route",
          "route",
          (made) => ({ api_id: ws(made), route_key: "$default", target: `integrations/${made("mock", "id")}` }),
          (made) => ({
            api_id: ws(made),
            route_key: "$default",
            target: `integrations/${made("mock", "id")}`,
            route_response_selection_expression: "$default",
            operation_name: "op",
          }),
        ),
        "ws",
      ),
      below(
        resource("aws_apigatewayv2_route_response", "rresponse", (made) => ({
          api_id: ws(made),
          route_id: made("route", "id"),
          route_response_key: "$default",
        })),
        "ws",
        "route",
      ),
      below(
        resource("aws_apigatewayv2_authorizer", "request", (made) => ({
          api_id: ws(made),
          authorizer_type: "REQUEST",
          name: "a",
          authorizer_uri:
            "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:f/invocations",
          identity_sources: ["route.request.header.Auth"],
        })),
        "ws",
      ),
      below(
        resource(
          "aws_apigatewayv2_deployment",
          "deployment",
          (made) => ({ api_id: ws(made), description: "d" }),
          (made) => ({ api_id: ws(made), description: "changed" }),
        ),
        "ws",
      ),
      importedBy(
        resource(
          "aws_apigatewayv2_stage",
          "stage",
          (made) => ({
            api_id: ws(made),
            name: "dev",
            deployment_id: made("deployment", "id"),
            default_route_settings: [{ throttling_burst_limit: 1, throttling_rate_limit: 2 }],
          }),
          (made) => ({
            api_id: ws(made),
            name: "dev",
            deployment_id: made("deployment", "id"),
            description: "d",
            default_route_settings: [{ throttling_burst_limit: 3, throttling_rate_limit: 2, data_trace_enabled: true }],
          }),
        ),
        (made) => `${ws(made)}/dev`,
      ),
    ],
  },
  {
    name: "HTTP API: authorizer, domain, mapping, VPC link",
    steps: [
      resource("aws_apigatewayv2_api", "http", {
        name: "parity-http2",
        protocol_type: "HTTP",
        version: "1",
        cors_configuration: [
          {
            allow_headers: ["a"],
            allow_methods: ["GET"],
            allow_origins: ["https://x.example"],
            allow_credentials: true,
          },
        ],
      }),
      below(
        resource(
          "aws_apigatewayv2_authorizer",
          "jwt",
          (made) => ({
            api_id: http(made),
            authorizer_type: "JWT",
            identity_sources: ["$request.header.Authorization"],
            name: "jwt",
            jwt_configuration: [{ audience: ["a"], issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_x" }],
          }),
          (made) => ({
            api_id: http(made),
            authorizer_type: "JWT",
            identity_sources: ["$request.header.Authorization"],
            name: "jwt2",
            jwt_configuration: [
              { audience: ["a", "b"], issuer: "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_x" },
            ],
          }),
        ),
        "http",
      ),
      below(
        resource("aws_apigatewayv2_integration", "sqs", (made) => ({
          api_id: http(made),
          integration_type: "AWS_PROXY",
          integration_subtype: "SQS-SendMessage",
          credentials_arn: "arn:aws:iam::123456789012:role/r",
          request_parameters: { QueueUrl: "$request.header.queueUrl", MessageBody: "$request.body.message" },
        })),
        "http",
      ),
      below(
        resource(
          "aws_apigatewayv2_integration",
          "proxy",
          (made) => ({
            api_id: http(made),
            integration_type: "HTTP_PROXY",
            integration_method: "ANY",
            integration_uri: "https://example.com/{proxy}",
            response_parameters: [
              { status_code: "403", mappings: { "append:header.auth": "$context.authorizer.authorizerResponse" } },
            ],
            request_parameters: { "append:header.h": "$request.body.name" },
          }),
          (made) => ({
            api_id: http(made),
            integration_type: "HTTP_PROXY",
            integration_method: "GET",
            integration_uri: "https://example.com/{proxy}",
          }),
        ),
        "http",
      ),
      below(
        resource(
          "aws_apigatewayv2_route",
          "authorized",
          (made) => ({
            api_id: http(made),
            route_key: "ANY /{proxy+}",
            target: `integrations/${made("proxy", "id")}`,
            authorization_type: "JWT",
            authorizer_id: made("jwt", "id"),
            authorization_scopes: ["s"],
          }),
          (made) => ({ api_id: http(made), route_key: "GET /{proxy+}", target: `integrations/${made("proxy", "id")}` }),
        ),
        "http",
      ),
      importedBy(
        resource("aws_apigatewayv2_stage", "stage", (made) => ({
          api_id: http(made),
          name: "v1",
          auto_deploy: false,
          route_settings: [{ route_key: "ANY /{proxy+}", throttling_burst_limit: 1, throttling_rate_limit: 1 }],
        })),
        (made) => `${http(made)}/v1`,
      ),
      resource(
        "aws_apigatewayv2_domain_name",
        "domain",
        {
          domain_name: "http.example.com",
          domain_name_configuration: [
            {
              certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/a",
              endpoint_type: "REGIONAL",
              security_policy: "TLS_1_2",
            },
          ],
        },
        {
          domain_name: "http.example.com",
          domain_name_configuration: [
            {
              certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/b",
              endpoint_type: "REGIONAL",
              security_policy: "TLS_1_2",
            },
          ],
          tags: { a: "b" },
        },
        ["domain_name_configuration"],
      ),
      importedBy(
        resource(
          "aws_apigatewayv2_api_mapping",
          "mapping",
          (made) => ({ api_id: http(made), domain_name: made("domain", "id"), stage: made("stage", "id") }),
          (made) => ({
            api_id: http(made),
            domain_name: made("domain", "id"),
            stage: made("stage", "id"),
            api_mapping_key: "v1",
          }),
        ),
        (made) => `${made("mapping", "id")}/http.example.com`,
      ),
      resource("aws_vpc", "lvpc", { cidr_block: "10.9.0.0/16" }),
      resource("aws_subnet", "lsubnet", (made) => ({
        vpc_id: made("lvpc", "id"),
        cidr_block: "10.9.1.0/24",
        availability_zone: "us-east-1a",
      })),
      resource("aws_security_group", "lgroup", (made) => ({ vpc_id: made("lvpc", "id"), name: "parity-link" })),
      resource(
        "aws_apigatewayv2_vpc_link",
        "link",
        (made) => ({ name: "parity", subnet_ids: [made("lsubnet", "id")], security_group_ids: [made("lgroup", "id")] }),
        (made) => ({
          name: "parity2",
          subnet_ids: [made("lsubnet", "id")],
          security_group_ids: [made("lgroup", "id")],
          tags: { a: "b" },
        }),
      ),
      data("aws_apigatewayv2_api", "apid", (made) => ({ api_id: http(made) })),
      data("aws_apigatewayv2_apis", "apisd", { name: "parity-http2" }),
    ],
  },
];
