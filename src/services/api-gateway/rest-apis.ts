/** REST APIs themselves. */
import type { EndpointConfiguration, PatchOperation, RestApi } from "@aws-sdk/client-api-gateway";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { parseOpenApi } from "../../endpoint/open-api-text.ts";
import type { ApiGateway } from "./client.ts";
import { cloneInto } from "./clone-api.ts";
import { saveDefaultModels } from "./models.ts";
import { importInto } from "./open-api/import-api.ts";
import { page } from "./page.ts";
import { patched, paths } from "./patch.ts";
import { type Api, allApis, badRequest, newApiId, newId, removeApi, requireApi, saveApi, savePart } from "./store.ts";

const PATHS = paths({
  "/name": "text",
  "/description": ["text", "description", "add replace remove"],
  "/version": ["text", "version", "add replace remove"],
  "/apiKeySource": "text",
  "/policy": ["text", "policy", "replace remove"],
  "/minimumCompressionSize": "number",
  "/disableExecuteApiEndpoint": "flag",
  "/securityPolicy": "text",
  "/endpointAccessMode": "text",
  "/binaryMediaTypes/*": "item",
  "/endpointConfiguration/types/*": "item",
  "/endpointConfiguration/vpcEndpointIds": "list",
  "/endpointConfiguration/ipAddressType": "text",
});

export const createRestApi: Operation<ApiGateway, "CreateRestApi"> = (input, context) => {
  checkCompression(input.minimumCompressionSize);
  checkEndpoint(input.endpointConfiguration);
  const { cloneFrom, ...settings } = input;
  if (cloneFrom !== undefined) return answer(newClone(context, cloneFrom, settings));
  const api = newApi(context, input.name ?? "", {
    ...settings,
    endpointConfiguration: {
      ...input.endpointConfiguration,
      types: input.endpointConfiguration?.types ?? ["EDGE"],
      ipAddressType: input.endpointConfiguration?.ipAddressType ?? "ipv4",
    },
  });
  saveDefaultModels(context, api.id);
  // Only later answers tell of tags that were not given.
  return { ...answer(api), ...(input.tags === undefined && { tags: undefined }) };
};

function checkEndpoint(endpoint: EndpointConfiguration | undefined): void {
  const { types, ipAddressType } = endpoint ?? {};
  if ((types ?? []).length > 1) throw badRequest("Cannot create an api with multiple Endpoint Types.");
  if (ipAddressType !== undefined && !["ipv4", "dualstack"].includes(ipAddressType))
    throw badRequest("ipAddressType must be either ipv4 or dualstack.");
}

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
    createdDate: new Date(wholeSeconds(context.clock.now())),
    rootResourceId,
    tags: settings.tags ?? {},
  });
}

function newClone(context: OperationContext, from: string, settings: RestApi): Api {
  const name = settings.name ?? "";
  const id = newApiId(context, name, settings.tags?.["_custom_id_"]);
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as RestApi;
  return saveApi(context, {
    ...cloneInto(context, id, from),
    ...(given as object),
    id,
    name,
    createdDate: new Date(wholeSeconds(context.clock.now())),
    tags: settings.tags ?? {},
  });
}

export const getRestApi: Operation<ApiGateway, "GetRestApi"> = ({ restApiId }, context) =>
  answer(requireApi(context, restApiId));

export const getRestApis: Operation<ApiGateway, "GetRestApis"> = (input, context) =>
  page(allApis(context).map(answer), input);

export const updateRestApi: Operation<ApiGateway, "UpdateRestApi"> = ({ restApiId, patchOperations }, context) => {
  const api = requireApi(context, restApiId);
  for (const operation of patchOperations ?? []) checkPatch(operation);
  const next = patched(api, patchOperations, PATHS);
  checkCompression(next.minimumCompressionSize);
  if (next.endpointConfiguration?.types?.length === 0)
    throw badRequest("REGIONAL Configuration and EDGE Configuration cannot be both DISABLED.");
  checkEndpoint({ ipAddressType: next.endpointConfiguration?.ipAddressType });
  return answer(saveApi(context, next));
};

export const deleteRestApi: Operation<ApiGateway, "DeleteRestApi"> = ({ restApiId }, context) => {
  removeApi(context, requireApi(context, restApiId).id);
  return {};
};

export const putRestApi: Operation<ApiGateway, "PutRestApi"> = async (input, context) => {
  const { restApiId, mode, body, parameters } = input;
  requireApi(context, restApiId);
  const document = await parseOpenApi(body);
  const { basepath, ignore } = parameters ?? {};
  const api = requireApi(context, restApiId);
  return answer(importInto(context, api, document, { overwrite: mode === "overwrite", basepath, ignore }));
};

export const importRestApi: Operation<ApiGateway, "ImportRestApi"> = async ({ body, parameters }, context) => {
  const document = await parseOpenApi(body);
  const types = parameters?.["endpointConfigurationTypes"]?.split(",") ?? ["EDGE"];
  const api = newApi(context, document.info?.title ?? "", {
    endpointConfiguration: { types: types as "EDGE"[], ipAddressType: "ipv4" },
  });
  const { basepath, ignore } = parameters ?? {};
  return answer(importInto(context, api, document, { overwrite: true, basepath, ignore }));
};

/** What AWS says of an API's patches in other words than of all others'. */
function checkPatch({ op, path = "", value }: PatchOperation): void {
  if (path === "/description" && op === "replace" && value === "")
    throw badRequest("Description cannot be an empty string");
  if (path === "/minimumCompressionSize" && op !== "replace")
    throw badRequest("Invalid patch operation specified. Must be one of: [replace]");
  if (/^\/(endpointConfiguration\/types|binaryMediaTypes)\//.test(path) && !ITEM_OPS.has(op ?? ""))
    throw badRequest("Invalid patch operation specified. Must be 'add'|'remove'|'replace'");
}

const ITEM_OPS = new Set(["add", "remove", "replace"]);

/** The policy is given back with its quotes escaped, as it once went into JSON. */
const answer = (api: Api): RestApi => ({
  ...api,
  ...(api.policy !== undefined && { policy: JSON.stringify(api.policy).slice(1, -1) }),
});

function checkCompression(size: number | undefined): void {
  if (size !== undefined && !(size >= 0 && size <= 10_485_760))
    throw badRequest("Invalid minimum compression size, must be between 0 and 10485760");
}
