/** Custom domain names: stored with the names AWS would give them. */
import type { DomainName, DomainNameConfiguration } from "@aws-sdk/client-apigatewayv2";
import { derivedId, lowerAlphanumeric, upperAlphanumeric } from "../../cloud/ids.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { removeDomainHome, saveDomainHome } from "../../endpoint/custom-domain.ts";
import type { Key } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { ApiGatewayV2 } from "./client.ts";
import { page } from "./page.ts";

const prefix = ({ account, region }: OperationContext): Key => ["apigatewayv2", account, region, "domain"];
const keyOf = (context: OperationContext, name: string): Key => [...prefix(context), name];

export function requireDomainName(context: OperationContext, name: string | undefined): DomainName {
  const domain = context.store.get<DomainName>(keyOf(context, name ?? ""));
  if (!domain) throw new ServiceException("NotFoundException", "Invalid domain name identifier specified");
  return domain;
}

export function saveDomainName(context: OperationContext, domain: DomainName): void {
  context.store.put(keyOf(context, domain.DomainName ?? ""), domain);
}

export const createDomainName: Operation<ApiGatewayV2, "CreateDomainName"> = (input, context) => {
  const { DomainName: name = "", DomainNameConfigurations = [] } = input;
  if (context.store.has(keyOf(context, name))) {
    throw new ServiceException("ConflictException", "The domain name you provided already exists.");
  }
  if (DomainNameConfigurations.length === 0) {
    throw new ServiceException("BadRequestException", "DomainNameConfigurations must be specified");
  }
  const domain: DomainName = {
    DomainName: name,
    DomainNameArn: `arn:${context.partition}:apigateway:${context.region}::/domainnames/${name}`,
    ApiMappingSelectionExpression: "$request.basepath",
    DomainNameConfigurations: DomainNameConfigurations.map((one) => configured(context, name, one)),
    RoutingMode: input.RoutingMode ?? "API_MAPPING_ONLY",
    Tags: input.Tags ?? {},
    ...(input.MutualTlsAuthentication ? { MutualTlsAuthentication: input.MutualTlsAuthentication } : {}),
  };
  saveDomainName(context, domain);
  saveDomainHome(context.store, name, { service: "apigatewayv2", account: context.account, region: context.region });
  return domain;
};

/** A configuration with the regional name that the domain's alias record points to. */
function configured(context: OperationContext, name: string, given: DomainNameConfiguration): DomainNameConfiguration {
  const { region } = context;
  const host = derivedId(10, lowerAlphanumeric, "domain", context.account, region, name);
  return {
    EndpointType: "REGIONAL",
    IpAddressType: "ipv4",
    SecurityPolicy: "TLS_1_2",
    ...given,
    ApiGatewayDomainName: `d-${host}.execute-api.${region}.amazonaws.com`,
    HostedZoneId: `Z${derivedId(13, upperAlphanumeric, "hosted-zone", region)}`,
    DomainNameStatus: "AVAILABLE",
  };
}

export const getDomainName: Operation<ApiGatewayV2, "GetDomainName"> = ({ DomainName: name }, context) =>
  requireDomainName(context, name);

export const getDomainNames: Operation<ApiGatewayV2, "GetDomainNames"> = (input, context) =>
  page(
    [...context.store.range<DomainName>({ prefix: prefix(context) })].map(({ value }) => value),
    input,
  );

export const updateDomainName: Operation<ApiGatewayV2, "UpdateDomainName"> = (input, context) => {
  const domain = requireDomainName(context, input.DomainName);
  const next: DomainName = {
    ...domain,
    DomainNameConfigurations:
      input.DomainNameConfigurations?.map((one) => configured(context, domain.DomainName ?? "", one)) ??
      domain.DomainNameConfigurations,
    RoutingMode: input.RoutingMode ?? domain.RoutingMode,
    ...(input.MutualTlsAuthentication ? { MutualTlsAuthentication: input.MutualTlsAuthentication } : {}),
  };
  saveDomainName(context, next);
  return next;
};

export const deleteDomainName: Operation<ApiGatewayV2, "DeleteDomainName"> = ({ DomainName: name }, context) => {
  const domain = requireDomainName(context, name);
  const { account, region, store } = context;
  store.deletePrefix(["apigatewayv2", account, region, "mapping", domain.DomainName ?? ""]);
  store.delete(keyOf(context, domain.DomainName ?? ""));
  removeDomainHome(store, domain.DomainName ?? "");
  return {};
};
