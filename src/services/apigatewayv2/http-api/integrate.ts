/** Runs a route's integration. */
import type { OperationContext } from "../../../cloud/operation.ts";
import { evaluate } from "../../../cloud/policy/evaluate.ts";
import type { EndpointResponse } from "../../../cloud/service.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import type { ApiCall } from "./call.ts";
import { eventOf } from "./event.ts";
import { proxyToHttp } from "./proxy-http.ts";
import { internalServerError, message, responseOf } from "./response.ts";

const PRINCIPAL = "apigateway.amazonaws.com";

export async function integrate(call: ApiCall, context: OperationContext): Promise<EndpointResponse> {
  const { integration } = call;
  if (integration.IntegrationType === "HTTP_PROXY") return proxyToHttp(call, context.signal);
  if (integration.IntegrationSubtype !== undefined) {
    return message(501, `Terrarium does not implement the integration ${integration.IntegrationSubtype}`);
  }
  const functionArn = functionOf(integration.IntegrationUri ?? "");
  if (functionArn === undefined) return internalServerError();
  try {
    if (!(await mayInvoke(functionArn, call, context))) return internalServerError();
    const answer = await context.call(
      "lambda",
      "Invoke",
      { FunctionName: functionArn, Payload: Buffer.from(JSON.stringify(eventOf(call))) },
      {
        account: call.place.account,
        region: call.place.region,
        principal: { type: "service", arn: PRINCIPAL, userId: PRINCIPAL },
      },
    );
    if (answer["FunctionError"] !== undefined) return internalServerError();
    return responseOf(
      (answer["Payload"] as Uint8Array | undefined) ?? new Uint8Array(),
      integration.PayloadFormatVersion ?? "1.0",
    );
  } catch (error) {
    if (error instanceof ServiceException) return internalServerError();
    throw error;
  }
}

/** The function in `arn:…:path/2015-03-31/functions/ARN/invocations`, or the ARN itself. */
function functionOf(uri: string): string | undefined {
  return /\/functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? (/^arn:[^:]+:lambda:/.test(uri) ? uri : undefined);
}

/** A function says in its policy which APIs may call it; with a role in the integration it need not. */
async function mayInvoke(functionArn: string, call: ApiCall, context: OperationContext): Promise<boolean> {
  if (call.integration.CredentialsArn !== undefined) return true;
  const [, partition, , region, account, , name, qualifier] = functionArn.split(":") as (string | undefined)[];
  let document: string;
  try {
    const { Policy } = await context.call(
      "lambda",
      "GetPolicy",
      { FunctionName: name, ...(qualifier === undefined ? {} : { Qualifier: qualifier }) },
      { account: account as string, region: region as string },
    );
    document = Policy as string;
  } catch (error) {
    if (error instanceof ServiceException) return false;
    throw error;
  }
  const { api, stage, route, place } = call;
  const [method, path] = route.RouteKey === "$default" ? ["", "$default"] : (route.RouteKey as string).split(" ");
  const sourceArn = `arn:${partition}:execute-api:${place.region}:${place.account}:${api.ApiId}/${stage.StageName}/${
    method === "" ? "" : `${method === "ANY" ? "*" : method}`
  }${path}`;
  const { outcome } = evaluate(
    {
      action: "lambda:InvokeFunction",
      resource: functionArn,
      caller: { arn: "", account: place.account, service: PRINCIPAL },
      context: new Map([
        ["aws:sourcearn", [sourceArn]],
        ["aws:sourceaccount", [place.account]],
      ]),
    },
    { identity: [], resource: { id: functionArn, type: "Resource Policy", document }, resourceAccount: account },
  );
  return outcome === "allowed";
}
