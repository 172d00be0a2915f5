import { data, importedBy, type ParityCase, resource } from "../parity-case.ts";

export const httpApiCases: readonly ParityCase[] = [
  {
    name: "HTTP API with integration, route, stage",
    steps: [
      resource(
        "aws_apigatewayv2_api",
        "api",
        { name: "parity", protocol_type: "HTTP", cors_configuration: [{ allow_origins: ["*"], max_age: 300 }] },
        { name: "parity", protocol_type: "HTTP", description: "changed", tags: { a: "b" } },
        ["id", "arn", "execution_arn"],
      ),
      importedBy(
        resource(
          "aws_apigatewayv2_integration",
          "integration",
          (made) => ({
            api_id: made("api", "id"),
            integration_type: "HTTP_PROXY",
            integration_method: "GET",
            integration_uri: "https://example.com/",
          }),
          undefined,
          ["id", "api_id"],
        ),
        (made) => `${made("api", "id")}/${made("integration", "id")}`,
      ),
      importedBy(
        resource(
          "aws_apigatewayv2_route",
          "route",
          (made) => ({
            api_id: made("api", "id"),
            route_key: "GET /items",
            target: `integrations/${made("integration", "id")}`,
          }),
          undefined,
          ["id", "api_id", "target"],
        ),
        (made) => `${made("api", "id")}/${made("route", "id")}`,
      ),
      importedBy(
        resource(
          "aws_apigatewayv2_stage",
          "stage",
          (made) => ({ api_id: made("api", "id"), name: "$default", auto_deploy: true }),
          (made) => ({ api_id: made("api", "id"), name: "$default", auto_deploy: true, stage_variables: { a: "b" } }),
          ["api_id", "arn", "execution_arn", "deployment_id", "invoke_url"],
        ),
        (made) => `${made("api", "id")}/$default`,
      ),
    ],
  },
  {
    name: "HTTP API, exported",
    steps: [
      resource("aws_apigatewayv2_api", "shown", { name: "parity-shown", protocol_type: "HTTP", version: "2" }),
      importedBy(
        resource("aws_apigatewayv2_route", "path", (made) => ({
          api_id: made("shown", "id"),
          route_key: "GET /items",
        })),
        false,
      ),
      importedBy(
        resource(
          "aws_apigatewayv2_stage",
          "live",
          (made) => ({ api_id: made("shown", "id"), name: "live", auto_deploy: true }),
          undefined,
          ["deployment_id"],
        ),
        false,
      ),
      data("aws_apigatewayv2_export", "whole", (made) => ({
        api_id: made("shown", "id"),
        specification: "OAS30",
        output_type: "JSON",
      })),
      data("aws_apigatewayv2_export", "staged", (made) => ({
        api_id: made("shown", "id"),
        specification: "OAS30",
        output_type: "YAML",
        include_extensions: false,
        stage_name: made("live", "name"),
      })),
    ],
  },
];
