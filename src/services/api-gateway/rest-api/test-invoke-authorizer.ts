/** TestInvokeAuthorizer: what a Lambda authorizer says of a request that is none. */
import type { Authorizer } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../../cloud/operation.ts";
import { splitUrl } from "../../../endpoint/request-parts.ts";
import type { ApiGateway } from "../client.ts";
import { takeSnapshot } from "../snapshot.ts";
import { badRequest, requireApi, requirePart } from "../store.ts";
import { GatewayFault } from "./gateway-fault.ts";
import { askAuthorizer } from "./lambda-authorizer.ts";
import { openCall } from "./open-call.ts";

export const testInvokeAuthorizer: Operation<ApiGateway, "TestInvokeAuthorizer"> = async (input, context) => {
  const api = requireApi(context, input.restApiId);
  const words = "Invalid Authorizer identifier specified";
  const authorizer = requirePart<Authorizer>(context, api.id, "authorizer", input.authorizerId, words);
  if (authorizer.type === "COGNITO_USER_POOLS") throw badRequest("Terrarium does not implement Cognito authorizers");
  const url = input.pathWithQueryString ?? "/";
  const [path, query] = splitUrl(url);
  const many = Object.entries(input.multiValueHeaders ?? {}).flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const lines: string[] = [];
  const opened = openCall({
    request: {
      method: "GET",
      host: "testPrefix.testDomainName",
      url,
      headers: [...Object.entries(input.headers ?? {}), ...many],
      body: Buffer.from(input.body ?? ""),
      sourceIp: "test-invoke-source-ip",
    },
    operation: context,
    place: context,
    snapshot: takeSnapshot(context, api),
    stage: { stageName: "ESTestInvoke-stage", ...(input.stageVariables && { variables: input.stageVariables }) },
    path,
    fullPath: path,
    query,
    log: (line) => lines.push(line),
  });
  const node = { id: api.rootResourceId, path };
  const call = { ...opened, node, method: {}, integration: {}, pathParameters: {} };
  const begin = performance.now();
  const log = () => `Execution log for request ${call.requestId}\n${lines.join("\n")}\n`;
  try {
    const { principalId, policy, context: told } = await askAuthorizer(call, authorizer);
    const authorization = Object.fromEntries(Object.entries(told).map(([name, value]) => [name, [value]]));
    return { clientStatus: 200, log: log(), latency: elapsed(begin), principalId, policy, authorization };
  } catch (error) {
    if (!(error instanceof GatewayFault)) throw error;
    return { clientStatus: error.status, log: log(), latency: elapsed(begin) };
  }
};

const elapsed = (begin: number): number => Math.round(performance.now() - begin);
