/** Custom domain names: stored with the names AWS would give them. A private one has an id beside its name. */
import type { CreateDomainNameRequest, DomainName, EndpointType } from "@aws-sdk/client-api-gateway";
import { derivedId, lowerAlphanumeric, upperAlphanumeric } from "../../cloud/ids.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { removeDomainHome, saveDomainHome } from "../../endpoint/custom-domain.ts";
import type { ApiGateway } from "./client.ts";
import { page } from "./page.ts";
import { patched, paths } from "./patch.ts";
import { allOwn, badRequest, findOwn, type Place, removeOwn, requireOwn, saveOwn } from "./store.ts";

/** The hosted zone of every CloudFront distribution. */
const CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2";

export const requireDomainName = (place: Place, name: string | undefined): DomainName =>
  requireOwn(place, "domain-name", name, "Invalid domain name identifier specified");

export const createDomainName: Operation<ApiGateway, "CreateDomainName"> = (input, context) => {
  const name = input.domainName as string;
  if (findOwn(context, "domain-name", name)) throw badRequest("The domain name you provided already exists.");
  const [type = "EDGE"] = input.endpointConfiguration?.types ?? [];
  if (type === "EDGE" && input.certificateArn === undefined && input.certificateBody === undefined)
    throw badRequest("Invalid request input: a certificate must be specified for an edge-optimized domain name");
  saveDomainHome(context.store, name, { service: "api-gateway", account: context.account, region: context.region });
  return saveOwn(context, "domain-name", [name], {
    domainName: name,
    ...given(input),
    endpointConfiguration: { ipAddressType: "ipv4", ...input.endpointConfiguration, types: [type] },
    domainNameStatus: "AVAILABLE",
    securityPolicy: input.securityPolicy ?? "TLS_1_2",
    tags: input.tags ?? {},
    ...placed(context, name, type),
    ...(type === "EDGE" && { certificateUploadDate: new Date(wholeSeconds(context.clock.now())) }),
  });
};

const KEPT = [
  "certificateArn",
  "certificateName",
  "regionalCertificateArn",
  "regionalCertificateName",
  "ownershipVerificationCertificateArn",
  "policy",
  "endpointAccessMode",
  "routingMode",
] as const satisfies readonly (keyof CreateDomainNameRequest & keyof DomainName)[];

function given(input: { readonly [Name in keyof CreateDomainNameRequest]?: unknown }): DomainName {
  const kept = KEPT.map((member) => [member, input[member]] as const).filter(([, value]) => value !== undefined);
  const tls = input.mutualTlsAuthentication;
  return { ...Object.fromEntries(kept), ...(tls !== undefined && { mutualTlsAuthentication: tls }) } as DomainName;
}

/** Where the domain's alias record points to, which depends on the kind of endpoint. */
function placed({ account, region, partition }: OperationContext, name: string, type: EndpointType): DomainName {
  const host = derivedId(10, lowerAlphanumeric, "domain", account, region, name);
  const arn = (path: string) => `arn:${partition}:apigateway:${region}::/domainnames/${path}`;
  if (type === "EDGE")
    return {
      domainNameArn: arn(name),
      distributionDomainName: `d${derivedId(13, lowerAlphanumeric, "distribution", account, name)}.cloudfront.net`,
      distributionHostedZoneId: CLOUDFRONT_ZONE,
    };
  if (type === "PRIVATE") return { domainNameId: host, domainNameArn: arn(`${name}+${host}`) };
  return {
    domainNameArn: arn(name),
    regionalDomainName: `d-${host}.execute-api.${region}.amazonaws.com`,
    regionalHostedZoneId: `Z${derivedId(13, upperAlphanumeric, "hosted-zone", region)}`,
  };
}

export const getDomainName: Operation<ApiGateway, "GetDomainName"> = ({ domainName }, context) =>
  requireDomainName(context, domainName);

export const getDomainNames: Operation<ApiGateway, "GetDomainNames"> = (input, context) =>
  page(allOwn<DomainName>(context, "domain-name"), input);

const PATHS = paths({
  "/certificateArn": "text",
  "/certificateName": "text",
  "/regionalCertificateArn": "text",
  "/regionalCertificateName": "text",
  "/ownershipVerificationCertificateArn": "text",
  "/securityPolicy": "text",
  "/endpointAccessMode": "text",
  "/routingMode": "text",
  "/policy": ["text", "policy", "replace remove"],
  "/endpointConfiguration/types/*": "item",
  "/endpointConfiguration/ipAddressType": "text",
  "/mutualTlsAuthentication/truststoreUri": ["text", "mutualTlsAuthentication.truststoreUri", "replace remove"],
  "/mutualTlsAuthentication/truststoreVersion": ["text", "mutualTlsAuthentication.truststoreVersion", "replace remove"],
});

export const updateDomainName: Operation<ApiGateway, "UpdateDomainName"> = (input, context) => {
  const domain = requireDomainName(context, input.domainName);
  const changed = patched(domain, input.patchOperations, PATHS);
  const [type = "EDGE"] = changed.endpointConfiguration?.types ?? [];
  const { distributionDomainName: _d, distributionHostedZoneId: _z, ...rest } = changed;
  const { regionalDomainName: _r, regionalHostedZoneId: _h, ...kept } = rest;
  const tls = changed.mutualTlsAuthentication;
  return saveOwn(context, "domain-name", [input.domainName as string], {
    ...kept,
    endpointConfiguration: { ...changed.endpointConfiguration, types: [type] },
    mutualTlsAuthentication: tls?.truststoreUri ? tls : undefined,
    ...placed(context, input.domainName as string, type),
  });
};

export const deleteDomainName: Operation<ApiGateway, "DeleteDomainName"> = ({ domainName }, context) => {
  requireDomainName(context, domainName);
  removeOwn(context, "base-path-mapping", domainName as string);
  removeOwn(context, "domain-name", domainName as string);
  removeDomainHome(context.store, domainName as string);
  return {};
};
