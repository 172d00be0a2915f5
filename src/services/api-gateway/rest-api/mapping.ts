/** Mapping templates of a call: their variables, and how AWS refuses what they cannot do. */
import { lastOf } from "../../../endpoint/request-parts.ts";
import { renderMapping, UnreadableBody } from "../../../endpoint/template/mapping-template.ts";
import { TemplateError } from "../../../endpoint/velocity/syntax.ts";
import { type RestCall, stageVariables } from "./call.ts";
import { GatewayFault } from "./gateway-fault.ts";

export function render(call: RestCall, template: string, body: string): string {
  const { pathParameters, query, request, context } = call;
  const parameters = { path: pathParameters, querystring: lastOf(query), header: lastOf(request.headers) };
  try {
    return renderMapping(template, { body, parameters, context, stageVariables: stageVariables(call) });
  } catch (error) {
    if (error instanceof UnreadableBody)
      throw new GatewayFault("BAD_REQUEST_BODY", {
        message: `Could not parse request body into json: ${error.message}`,
      });
    if (!(error instanceof TemplateError)) throw error;
    call.log(`Execution failed due to configuration error: Unable to transform request`);
    throw new GatewayFault("API_CONFIGURATION_ERROR");
  }
}

export const plainType = (contentType: string | undefined): string =>
  (contentType ?? "").split(";")[0]?.trim().toLowerCase() || "application/json";

/** Body as `contentHandling` wants it; a body of a binary type is bytes, another is text. */
export function converted(body: Buffer, binary: boolean, contentHandling: string | undefined): Buffer {
  if (contentHandling === "CONVERT_TO_TEXT" && binary) return Buffer.from(body.toString("base64"));
  if (contentHandling === "CONVERT_TO_BINARY" && !binary) return Buffer.from(body.toString("utf8"), "base64");
  return body;
}
