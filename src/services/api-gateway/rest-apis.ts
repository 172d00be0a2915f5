/** REST APIs themselves. */
import type { RestApi } from "@aws-sdk/client-api-gateway";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { importInto, parseOpenApi } from "./open-api.ts";
import { page } from "./page.ts";
import { patched, paths } from "./patch.ts";
import { type Api, allApis, badRequest, newApiId, newId, removeApi, requireApi, saveApi, savePart } from "./store.ts";

const PATHS = paths({
  "/name": "text",
  "/description": ["text", "description", "add replace remove"],
  "/version": ["text", "version", "add replace remove"],
  "/apiKeySource": "text",
  "/policy": ["text", "policy", "replace remove"],
  "/minimumCompressionSize": ["number", "minimumCompressionSize", "replace remove"],
  "/disableExecuteApiEndpoint": "flag",
  "/binaryMediaTypes/*": "item",
  "/endpointConfiguration/types/*": "item",
  "/endpointConfiguration/vpcEndpointIds": "list",
  "/endpointConfiguration/ipAddressType": "text",
});

export const createRestApi: Operation<ApiGateway, "CreateRestApi"> = (input, context) => {
  checkCompression(input.minimumCompressionSize);
  const api = newApi(context, input.name ?? "", {
    ...input,
    endpointConfiguration: {
      ...input.endpointConfiguration,
      types: input.endpointConfiguration?.types ?? ["EDGE"],
      ipAddressType: input.endpointConfiguration?.ipAddressType ?? "ipv4",
    },
  });
  return answer(api);
};

function newApi(context: OperationContext, name: string, settings: RestApi): Api {
  const rootResourceId = newId(10);
  const id = newApiId(context, name, settings.tags?.["_custom_id_"]);
  savePart(context, id, "resource", rootResourceId, { id: rootResourceId, path: "/" });
  return saveApi(context, {
    apiKeySource: "HEADER",
    disableExecuteApiEndpoint: false,
    ...settings,
    id,
    name,
    createdDate: new Date(context.clock.now()),
    rootResourceId,
    tags: settings.tags ?? {},
  });
}

export const getRestApi: Operation<ApiGateway, "GetRestApi"> = ({ restApiId }, context) =>
  answer(requireApi(context, restApiId));

export const getRestApis: Operation<ApiGateway, "GetRestApis"> = (input, context) =>
  page(allApis(context).map(answer), input);

export const updateRestApi: Operation<ApiGateway, "UpdateRestApi"> = ({ restApiId, patchOperations }, context) => {
  const next = patched(requireApi(context, restApiId), patchOperations, PATHS);
  checkCompression(next.minimumCompressionSize);
  return answer(saveApi(context, next));
};

export const deleteRestApi: Operation<ApiGateway, "DeleteRestApi"> = ({ restApiId }, context) => {
  removeApi(context, requireApi(context, restApiId).id);
  return {};
};

export const putRestApi: Operation<ApiGateway, "PutRestApi"> = ({ restApiId, mode, body }, context) => {
  const api = requireApi(context, restApiId);
  return answer(importInto(context, api, parseOpenApi(body), mode === "overwrite"));
};

export const importRestApi: Operation<ApiGateway, "ImportRestApi"> = ({ body, parameters }, context) => {
  const document = parseOpenApi(body);
  const types = parameters?.["endpointConfigurationTypes"]?.split(",") ?? ["EDGE"];
  const api = newApi(context, document.info?.title ?? "", {
    endpointConfiguration: { types: types as "EDGE"[], ipAddressType: "ipv4" },
  });
  return answer(importInto(context, api, document, true));
};

/** The policy is given back with its quotes escaped, as it once went into JSON. */
const answer = (api: Api): RestApi => ({
  ...api,
  ...(api.policy !== undefined && { policy: JSON.stringify(api.policy).slice(1, -1) }),
});

function checkCompression(size: number | undefined): void {
  if (size !== undefined && (size < 0 || size > 10_485_760))
    throw badRequest("Invalid minimum compression size, must be between 0 and 10485760");
}
