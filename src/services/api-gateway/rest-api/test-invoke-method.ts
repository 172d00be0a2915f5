/** TestInvokeMethod: one method as it is now, without stage or authorization, with a log of what was done. */
import type { Operation } from "../../../cloud/operation.ts";
import { grouped, lastOf, splitUrl } from "../../../endpoint/request-parts.ts";
import type { ApiGateway } from "../client.ts";
import { requireMethod } from "../methods.ts";
import { requireResource } from "../resources.ts";
import { takeSnapshot } from "../snapshot.ts";
import { badRequest, requireApi } from "../store.ts";
import type { RestCall } from "./call.ts";
import { GatewayFault } from "./gateway-fault.ts";
import { gatewayResponse } from "./gateway-response.ts";
import { integrate } from "./integrate.ts";
import { matchResource } from "./match-resource.ts";
import { openCall } from "./open-call.ts";
import { validateRequest } from "./validate-request.ts";

const STAGE = "test-invoke-stage";

export const testInvokeMethod: Operation<ApiGateway, "TestInvokeMethod"> = async (input, context) => {
  const api = requireApi(context, input.restApiId);
  const node = requireResource(context, api.id, input.resourceId);
  const method = requireMethod(context, input);
  const integration = method.methodIntegration;
  if (!integration) throw badRequest("No integration defined for method");
  const lines: string[] = [];
  const log = (line: string): void => {
    const time = new Date(context.clock.now())
      .toUTCString()
      .replace(/^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/, "$1 $3 $2 $5 UTC $4");
    lines.push(`${time} : ${line}`);
  };
  const [path, query] = splitUrl(input.pathWithQueryString ?? node.path);
  const headers = { ...input.headers };
  const many = Object.entries(input.multiValueHeaders ?? {}).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const httpMethod = method.httpMethod === "ANY" ? "GET" : (method.httpMethod as string);
  const opened = openCall({
    request: {
      method: httpMethod,
      host: "testPrefix.testDomainName",
      url: input.pathWithQueryString ?? node.path,
      headers: [...Object.entries(headers), ...many],
      body: Buffer.from(input.body ?? ""),
      sourceIp: "test-invoke-source-ip",
    },
    operation: context,
    place: context,
    snapshot: takeSnapshot(context, api),
    stage: { stageName: STAGE, ...(input.stageVariables && { variables: input.stageVariables }) },
    path,
    fullPath: path,
    query,
    log,
  });
  // The path only gives the variables their values.
  const pathParameters = matchResource([node], httpMethod, path)?.parameters ?? {};
  Object.assign(opened.context, { resourceId: node.id, resourcePath: node.path });
  const call: RestCall = { ...opened, node, method, integration, pathParameters };
  log("Starting execution for request: " + call.requestId);
  log(`HTTP Method: ${httpMethod}, Resource Path: ${path}`);
  log(`Method request path: ${shown(pathParameters)}`);
  log(`Method request query string: ${shown(lastOf(call.query))}`);
  log(`Method request headers: ${shown(headers)}`);
  log(`Method request body before transformations: ${input.body ?? ""}`);
  const begin = performance.now();
  const response = await answered(call);
  const body = Buffer.from(response.body as Uint8Array).toString("utf8");
  const multiValueHeaders = grouped(response.headers);
  log(`Method response body after transformations: ${body}`);
  log(`Method response headers: ${shown(lastOf(response.headers))}`);
  if (response.status < 500) log("Successfully completed execution");
  log(`Method completed with status: ${response.status}`);
  return {
    status: response.status,
    body,
    headers: lastOf(response.headers),
    multiValueHeaders,
    log: `Execution log for request ${call.requestId}\n${lines.join("\n")}\n`,
    latency: Math.round(performance.now() - begin),
  };
};

async function answered(call: RestCall) {
  try {
    validateRequest(call);
    return await integrate(call);
  } catch (error) {
    if (error instanceof GatewayFault) return gatewayResponse(call, error);
    throw error;
  }
}

/** As Java prints a map. */
const shown = (values: Readonly<Record<string, string>>): string =>
  `{${Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join(", ")}}`;
