/** Integrations with other AWS services: arn:aws:apigateway:region:dynamodb:action/PutItem, …:s3:path/bucket/key. */
import { requestService } from "../../../endpoint/service-request.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import type { RestCall } from "./call.ts";
import { GatewayFault, NotBuilt } from "./gateway-fault.ts";
import type { IntegrationAnswer } from "./integration-answer.ts";
import { integrationRequest } from "./request-mapping.ts";

const URI = /^arn:[^:]+:apigateway:([^:]+):(?:[^:.]+\.)?([^:]+):(action|path)\/(.*)$/s;

export async function serviceIntegration(call: RestCall): Promise<IntegrationAnswer> {
  const { uri, method, headers, query, body } = integrationRequest(call, false);
  const [, region = "", service = "", form, rest = ""] = URI.exec(uri) ?? [];
  const [target = "", parameters = ""] = rest.split(/[?&](.*)/s);
  try {
    const answer = await requestService(call.operation, {
      service,
      account: call.place.account,
      region,
      action: form === "action" ? target : undefined,
      method,
      path: form === "path" ? `/${target.replace(/^\/+/, "")}` : "/",
      query: [...new URLSearchParams(parameters), ...query],
      headers,
      body,
      role: call.integration.credentials,
    });
    return { ...answer, selector: String(answer.status) };
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    if (error.status === 501) throw new NotBuilt(error.message);
    throw new GatewayFault("INTEGRATION_FAILURE");
  }
}
