/** The answer to a refused request: the API's own gateway response of that kind, of its family, or the default. */
import type { GatewayResponse } from "@aws-sdk/client-api-gateway";
import type { EndpointResponse } from "../../../cloud/service.ts";
import { substitute } from "../../../endpoint/context-format.ts";
import { headerOf } from "../../../endpoint/request-parts.ts";
import { type StageCall, stageVariables } from "./call.ts";
import type { GatewayFault } from "./gateway-fault.ts";
import { requestValue } from "./request-value.ts";

const JSON_TYPE = "application/json";

export function gatewayResponse(call: StageCall, fault: GatewayFault): EndpointResponse {
  const response = responseFor(call.snapshot.gatewayResponses, fault);
  call.context["error"] = {
    message: fault.told,
    messageString: JSON.stringify(fault.told),
    responseType: fault.kind,
    validationErrorString: fault.validation,
  };
  const templates = response?.responseTemplates ?? {};
  const type = chosenType(Object.keys(templates), headerOf(call.request, "accept"));
  const headers: [string, string][] = [
    ["Content-Type", type],
    ["x-amzn-ErrorType", fault.errorType],
    ...parameterHeaders(call, response),
  ];
  const status = response?.statusCode === undefined ? fault.status : Number(response.statusCode);
  const template = templates[type];
  const body =
    template === undefined ? defaultBody(fault) : substitute(template, call.context, stageVariables(call), "");
  return { status, headers, body: Buffer.from(body) };
}

/** What policies refuse is told with a capital letter unless the API says itself how. */
const defaultBody = ({ kind, told }: GatewayFault): string =>
  JSON.stringify({ [kind === "ACCESS_DENIED" ? "Message" : "message"]: told });

function responseFor(
  responses: readonly GatewayResponse[],
  { kind, status }: GatewayFault,
): GatewayResponse | undefined {
  const family = status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
  return (
    responses.find(({ responseType }) => responseType === kind) ??
    responses.find(({ responseType }) => responseType === family)
  );
}

function chosenType(types: readonly string[], accept: string | undefined): string {
  const wanted = (accept ?? "").split(",").map((one) => one.split(";")[0]?.trim());
  return (
    types.find((type) => wanted.includes(type)) ?? (types.includes(JSON_TYPE) ? JSON_TYPE : (types[0] ?? JSON_TYPE))
  );
}

function parameterHeaders(call: StageCall, response: GatewayResponse | undefined): [string, string][] {
  return Object.entries(response?.responseParameters ?? {}).flatMap(([name, source]): [string, string][] => {
    const header = /^gatewayresponse\.header\.(.+)$/.exec(name)?.[1];
    const value = header && requestValue(call, source);
    return header && value !== undefined && value !== "" ? [[header, value]] : [];
  });
}
