import type { EndpointType, IpAddressType, PatchOperation, SecurityPolicy } from "@aws-sdk/client-api-gateway";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given, someEntries } from "../framework/given.ts";
import { normalizedJson, sameJson } from "../framework/json.ts";
import { awsTime } from "../framework/time.ts";
import type { ApiGatewayResources } from "../schema/api_gateway.generated.ts";
import { GONE, gatewayArn, replace, replacements, retagGateway } from "./ids.ts";

type DomainName = ApiGatewayResources["aws_api_gateway_domain_name"];

/** A private domain name is told apart by its id too. */
const placeOf = (id: string) => {
  const [domainName = "", domainNameId] = id.split("/");
  return { domainName, ...(domainNameId && { domainNameId }) };
};

export const awsApiGatewayDomainName = defineResource<DomainName>({
  title: "API Gateway Domain Name",
  named: (planned) => planned.domain_name,

  async create(planned, aws) {
    const [endpoint] = planned.endpoint_configuration;
    const [tls] = planned.mutual_tls_authentication;
    const { domainName, domainNameId } = await aws.call("api-gateway", "CreateDomainName", {
      domainName: planned.domain_name,
      certificateArn: given(planned.certificate_arn),
      certificateBody: given(planned.certificate_body),
      certificateChain: given(planned.certificate_chain),
      certificateName: given(planned.certificate_name),
      certificatePrivateKey: given(planned.certificate_private_key),
      ...(endpoint && {
        endpointConfiguration: {
          types: [...endpoint.types] as EndpointType[],
          ipAddressType: given(endpoint.ip_address_type) as IpAddressType | undefined,
        },
      }),
      ...(tls && {
        mutualTlsAuthentication: {
          truststoreUri: tls.truststore_uri,
          truststoreVersion: given(tls.truststore_version),
        },
      }),
      ownershipVerificationCertificateArn: given(planned.ownership_verification_certificate_arn),
      policy: given(planned.policy),
      regionalCertificateArn: given(planned.regional_certificate_arn),
      regionalCertificateName: given(planned.regional_certificate_name),
      securityPolicy: given(planned.security_policy) as SecurityPolicy | undefined,
      tags: someEntries(planned.tags_all),
    });
    return { id: [domainName, domainNameId].filter(Boolean).join("/") };
  },

  async read(state, aws) {
    const found = await unless(aws.call("api-gateway", "GetDomainName", placeOf(state.id)), GONE);
    if (!found) return undefined;
    const { endpointConfiguration: endpoint, mutualTlsAuthentication: tls } = found;
    return {
      arn: gatewayArn(aws, `domainnames/${found.domainName}${found.domainNameId ? `+${found.domainNameId}` : ""}`),
      certificate_arn: found.certificateArn,
      certificate_name: found.certificateName,
      certificate_upload_date: awsTime(found.certificateUploadDate),
      cloudfront_domain_name: found.distributionDomainName,
      cloudfront_zone_id: "Z2FDTNDATAQYW2",
      domain_name: found.domainName,
      domain_name_id: found.domainNameId,
      endpoint_configuration: endpoint ? [{ ip_address_type: endpoint.ipAddressType, types: endpoint.types }] : [],
      mutual_tls_authentication: tls
        ? [{ truststore_uri: tls.truststoreUri, truststore_version: tls.truststoreVersion }]
        : [],
      ownership_verification_certificate_arn: found.ownershipVerificationCertificateArn,
      policy: found.policy,
      regional_certificate_arn: found.regionalCertificateArn,
      regional_certificate_name: found.regionalCertificateName,
      regional_domain_name: found.regionalDomainName,
      regional_zone_id: found.regionalHostedZoneId,
      security_policy: found.securityPolicy,
      tags: found.tags ?? {},
    };
  },

  async update(planned, aws, prior) {
    const patchOperations = patches(prior, planned);
    if (patchOperations.length > 0)
      await aws.call("api-gateway", "UpdateDomainName", { ...placeOf(planned.id), patchOperations });
    await retagGateway(aws, gatewayArn(aws, `domainnames/${planned.domain_name}`), prior.tags_all, planned.tags_all);
  },

  async delete(prior, aws) {
    await unless(aws.call("api-gateway", "DeleteDomainName", placeOf(prior.id)), GONE);
  },

  equivalent: { policy: sameJson },
  normalize: { policy: normalizedJson },
});

function patches(prior: DomainName, planned: DomainName): PatchOperation[] {
  const [before, after] = [prior.endpoint_configuration[0], planned.endpoint_configuration[0]];
  const [hadTls, hasTls] = [prior.mutual_tls_authentication[0], planned.mutual_tls_authentication[0]];
  const tls = "/mutualTlsAuthentication";
  return [
    ...replacements(prior, planned, {
      certificate_name: "/certificateName",
      certificate_arn: "/certificateArn",
      regional_certificate_name: "/regionalCertificateName",
      regional_certificate_arn: "/regionalCertificateArn",
      security_policy: "/securityPolicy",
      policy: "/policy",
    }),
    ...(before && after && before.types[0] !== after.types[0]
      ? [replace(`/endpointConfiguration/types/${before.types[0]}`, after.types[0])]
      : []),
    ...(before && after?.ip_address_type && before.ip_address_type !== after.ip_address_type
      ? [replace("/endpointConfiguration/ipAddressType", after.ip_address_type)]
      : []),
    ...(hadTls && !hasTls ? [replace(`${tls}/truststoreUri`, "")] : []),
    ...(hasTls && hadTls?.truststore_uri !== hasTls.truststore_uri
      ? [replace(`${tls}/truststoreUri`, hasTls.truststore_uri)]
      : []),
    ...(hasTls && (hadTls?.truststore_version ?? "") !== (hasTls.truststore_version ?? "")
      ? [replace(`${tls}/truststoreVersion`, hasTls.truststore_version)]
      : []),
  ];
}
