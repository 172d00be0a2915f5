/** Which API's stage answers below which path of a custom domain name; "(none)" stands for the domain itself. */
import type { BasePathMapping } from "@aws-sdk/client-api-gateway";
import type { Operation } from "../../cloud/operation.ts";
import type { ApiGateway } from "./client.ts";
import { requireDomainName } from "./domain-names.ts";
import { page } from "./page.ts";
import { patched, paths } from "./patch.ts";
import { requireStage } from "./stages.ts";
import {
  allOwn,
  badRequest,
  conflict,
  findOwn,
  notFound,
  type Place,
  removeOwn,
  requireApi,
  saveOwn,
} from "./store.ts";

const ROOT = "(none)";

function requireMapping(place: Place, domain: string | undefined, path: string | undefined): BasePathMapping {
  requireDomainName(place, domain);
  const mapping = findOwn<BasePathMapping>(place, "base-path-mapping", domain ?? "", path || ROOT);
  if (!mapping) throw notFound("Invalid base path mapping identifier specified");
  return mapping;
}

function requireTarget(place: Place, { restApiId, stage }: BasePathMapping): void {
  try {
    requireApi(place, restApiId);
    if (stage) requireStage(place, restApiId, stage);
  } catch {
    throw badRequest("Invalid API identifier or stage specified");
  }
}

export const createBasePathMapping: Operation<ApiGateway, "CreateBasePathMapping"> = (input, context) => {
  const { domainName } = requireDomainName(context, input.domainName);
  const basePath = input.basePath || ROOT;
  if (findOwn(context, "base-path-mapping", domainName ?? "", basePath))
    throw conflict("Base path already exists for this domain name");
  const mapping: BasePathMapping = {
    basePath,
    restApiId: input.restApiId,
    ...(input.stage !== undefined && { stage: input.stage }),
  };
  requireTarget(context, mapping);
  return saveOwn(context, "base-path-mapping", [domainName ?? "", basePath], mapping);
};

export const getBasePathMapping: Operation<ApiGateway, "GetBasePathMapping"> = (input, context) =>
  requireMapping(context, input.domainName, input.basePath);

export const getBasePathMappings: Operation<ApiGateway, "GetBasePathMappings"> = (input, context) =>
  page(
    allOwn<BasePathMapping>(
      context,
      "base-path-mapping",
      requireDomainName(context, input.domainName).domainName ?? "",
    ),
    input,
  );

const PATHS = paths({
  "/basePath": "text",
  "/restapiId": ["text", "restApiId"],
  "/restApiId": "text",
  "/stage": ["text", "stage", "replace remove"],
});

export const updateBasePathMapping: Operation<ApiGateway, "UpdateBasePathMapping"> = (input, context) => {
  const domain = input.domainName as string;
  const before = requireMapping(context, domain, input.basePath);
  const changed = patched(before, input.patchOperations, PATHS);
  const after = { ...changed, basePath: changed.basePath || ROOT };
  requireTarget(context, after);
  if (after.basePath !== before.basePath) removeOwn(context, "base-path-mapping", domain, before.basePath ?? ROOT);
  return saveOwn(context, "base-path-mapping", [domain, after.basePath], after);
};

export const deleteBasePathMapping: Operation<ApiGateway, "DeleteBasePathMapping"> = (input, context) => {
  requireMapping(context, input.domainName, input.basePath);
  removeOwn(context, "base-path-mapping", input.domainName as string, input.basePath || ROOT);
  return {};
};
