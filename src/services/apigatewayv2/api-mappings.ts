/** API mappings: which stage of which API answers under a path of a custom domain name. */
import type { ApiMapping, Stage } from "@aws-sdk/client-apigatewayv2";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { ApiGatewayV2 } from "./client.ts";
import { requireDomainName } from "./domain-names.ts";
import { page } from "./page.ts";
import { newPartId, requirePart } from "./store.ts";

const prefix = ({ account, region }: OperationContext, domain: string): Key => [
  "apigatewayv2",
  account,
  region,
  "mapping",
  domain,
];
const keyOf = (context: OperationContext, domain: string, id: string): Key => [...prefix(context, domain), id];

function mappingsOf(context: OperationContext, domain: string): ApiMapping[] {
  return [...context.store.range<ApiMapping>({ prefix: prefix(context, domain) })].map(({ value }) => value);
}

function requireMapping(context: OperationContext, domain: string | undefined, id: string | undefined): ApiMapping {
  const { DomainName: name = "" } = requireDomainName(context, domain);
  const mapping = context.store.get<ApiMapping>(keyOf(context, name, id ?? ""));
  if (!mapping) throw new ServiceException("NotFoundException", "The resource specified in the request was not found.");
  return mapping;
}

export const createApiMapping: Operation<ApiGatewayV2, "CreateApiMapping"> = (input, context) => {
  const { DomainName: domain = "" } = requireDomainName(context, input.DomainName);
  requirePart<Stage>(context.store, context, input.ApiId, "stage", input.Stage);
  const path = input.ApiMappingKey ?? "";
  if (mappingsOf(context, domain).some(({ ApiMappingKey = "" }) => ApiMappingKey === path)) {
    throw new ServiceException("ConflictException", "ApiMapping key already exists for this domain name");
  }
  const mapping: ApiMapping = {
    ApiMappingId: newPartId(),
    ApiId: input.ApiId,
    Stage: input.Stage,
    ApiMappingKey: path,
  };
  context.store.put(keyOf(context, domain, mapping.ApiMappingId ?? ""), mapping);
  return mapping;
};

export const getApiMapping: Operation<ApiGatewayV2, "GetApiMapping"> = ({ DomainName, ApiMappingId }, context) =>
  requireMapping(context, DomainName, ApiMappingId);

export const getApiMappings: Operation<ApiGatewayV2, "GetApiMappings"> = (input, context) =>
  page(mappingsOf(context, requireDomainName(context, input.DomainName).DomainName ?? ""), input);

export const updateApiMapping: Operation<ApiGatewayV2, "UpdateApiMapping"> = (input, context) => {
  const mapping = requireMapping(context, input.DomainName, input.ApiMappingId);
  const next: ApiMapping = {
    ...mapping,
    ApiId: input.ApiId ?? mapping.ApiId,
    Stage: input.Stage ?? mapping.Stage,
    ApiMappingKey: input.ApiMappingKey ?? mapping.ApiMappingKey,
  };
  requirePart<Stage>(context.store, context, next.ApiId, "stage", next.Stage);
  context.store.put(keyOf(context, input.DomainName ?? "", mapping.ApiMappingId ?? ""), next);
  return next;
};

export const deleteApiMapping: Operation<ApiGatewayV2, "DeleteApiMapping"> = (
  { DomainName, ApiMappingId },
  context,
) => {
  const mapping = requireMapping(context, DomainName, ApiMappingId);
  context.store.delete(keyOf(context, DomainName ?? "", mapping.ApiMappingId ?? ""));
  return {};
};
