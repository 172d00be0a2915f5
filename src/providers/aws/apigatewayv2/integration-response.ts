import type { ContentHandlingStrategy } from "@aws-sdk/client-apigatewayv2";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, someEntries } from "../framework/given.ts";
import type { Apigatewayv2Resources } from "../schema/apigatewayv2.generated.ts";

type Response = Apigatewayv2Resources["aws_apigatewayv2_integration_response"];

const place = (one: Response) => ({ ApiId: one.api_id, IntegrationId: one.integration_id });

export const awsApigatewayv2IntegrationResponse = defineResource<Response>({
  title: "API Gateway v2 Integration Response",
  named: () => null,
  async create(planned, aws) {
    const { IntegrationResponseId = "" } = await aws.call("apigatewayv2", "CreateIntegrationResponse", {
      ...place(planned),
      IntegrationResponseKey: planned.integration_response_key,
      ContentHandlingStrategy: given(planned.content_handling_strategy) as ContentHandlingStrategy | undefined,
      ResponseTemplates: someEntries(planned.response_templates),
      TemplateSelectionExpression: given(planned.template_selection_expression),
    });
    return { id: IntegrationResponseId };
  },
  async read(state, aws) {
    const found = await unless(
      aws.call("apigatewayv2", "GetIntegrationResponse", { ...place(state), IntegrationResponseId: state.id }),
      "NotFoundException",
    );
    if (!found) return undefined;
    return {
      content_handling_strategy: found.ContentHandlingStrategy,
      integration_response_key: found.IntegrationResponseKey ?? "",
      response_templates: found.ResponseTemplates,
      template_selection_expression: found.TemplateSelectionExpression,
    };
  },
  async update(planned, aws, prior) {
    const changed = (name: keyof Response): boolean => differs(prior, planned, name);
    await aws.call("apigatewayv2", "UpdateIntegrationResponse", {
      ...place(planned),
      IntegrationResponseId: planned.id,
      ...(changed("content_handling_strategy") && {
        ContentHandlingStrategy: planned.content_handling_strategy as ContentHandlingStrategy,
      }),
      ...(changed("integration_response_key") && { IntegrationResponseKey: planned.integration_response_key }),
      ...(changed("response_templates") && { ResponseTemplates: planned.response_templates }),
      ...(changed("template_selection_expression") && {
        TemplateSelectionExpression: planned.template_selection_expression ?? "",
      }),
    });
  },
  async delete(prior, aws) {
    await unless(
      aws.call("apigatewayv2", "DeleteIntegrationResponse", { ...place(prior), IntegrationResponseId: prior.id }),
      "NotFoundException",
    );
  },
  importId(id) {
    const [api, integration, response, ...rest] = id.split("/");
    if (!api || !integration || !response || rest.length > 0)
      throw new Refusal(`wrong format of import ID (${id}), use: 'api-id/integration-id/integration-response-id'`);
    return { id: response, api_id: api, integration_id: integration };
  },
});
