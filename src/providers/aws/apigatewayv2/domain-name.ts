import type { DomainNameConfiguration, EndpointType, SecurityPolicy } from "@aws-sdk/client-apigatewayv2";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, someEntries } from "../framework/given.ts";
import type { Apigatewayv2Resources } from "../schema/apigatewayv2.generated.ts";
import { apiArn, retagApi } from "./ids.ts";

type DomainName = Apigatewayv2Resources["aws_apigatewayv2_domain_name"];

const configurations = ({ domain_name_configuration }: DomainName): DomainNameConfiguration[] =>
  domain_name_configuration.map((one) => ({
    CertificateArn: one.certificate_arn,
    EndpointType: one.endpoint_type.toUpperCase() as EndpointType,
    IpAddressType: given(one.ip_address_type) as "ipv4" | "dualstack" | undefined,
    OwnershipVerificationCertificateArn: given(one.ownership_verification_certificate_arn),
    SecurityPolicy: one.security_policy.toUpperCase() as SecurityPolicy,
  }));

const mutualTls = ({ mutual_tls_authentication: [tls] }: DomainName) =>
  tls && { TruststoreUri: tls.truststore_uri, TruststoreVersion: given(tls.truststore_version) };

const caseless = (prior: string, next: string): boolean => prior.toLowerCase() === next.toLowerCase();

export const awsApigatewayv2DomainName = defineResource<DomainName>({
  title: "API Gateway v2 Domain Name",
  named: (planned) => planned.domain_name,
  equivalent: {
    "domain_name_configuration.endpoint_type": caseless,
    "domain_name_configuration.security_policy": caseless,
  },
  async create(planned, aws) {
    await aws.call("apigatewayv2", "CreateDomainName", {
      DomainName: planned.domain_name,
      DomainNameConfigurations: configurations(planned),
      MutualTlsAuthentication: mutualTls(planned),
      Tags: someEntries(planned.tags_all),
    });
    return { id: planned.domain_name };
  },
  async read(state, aws) {
    const found = await unless(
      aws.call("apigatewayv2", "GetDomainName", { DomainName: state.id }),
      "NotFoundException",
    );
    if (!found) return undefined;
    const [one] = found.DomainNameConfigurations ?? [];
    const tls = found.MutualTlsAuthentication;
    return {
      api_mapping_selection_expression: found.ApiMappingSelectionExpression,
      arn: apiArn(aws, `/domainnames/${state.id}`),
      domain_name: found.DomainName ?? "",
      domain_name_configuration: one
        ? [
            {
              certificate_arn: one.CertificateArn ?? "",
              endpoint_type: one.EndpointType ?? "",
              hosted_zone_id: one.HostedZoneId,
              ip_address_type: one.IpAddressType,
              ownership_verification_certificate_arn: one.OwnershipVerificationCertificateArn,
              security_policy: one.SecurityPolicy ?? "",
              target_domain_name: one.ApiGatewayDomainName,
            },
          ]
        : [],
      mutual_tls_authentication: tls
        ? [{ truststore_uri: tls.TruststoreUri ?? "", truststore_version: tls.TruststoreVersion }]
        : [],
      tags: found.Tags ?? {},
    };
  },
  async update(planned, aws, prior) {
    if (differs(prior, planned, "domain_name_configuration", "mutual_tls_authentication"))
      await aws.call("apigatewayv2", "UpdateDomainName", {
        DomainName: planned.id,
        DomainNameConfigurations: configurations(planned),
        ...(differs(prior, planned, "mutual_tls_authentication") && {
          MutualTlsAuthentication: mutualTls(planned) ?? { TruststoreUri: "" },
        }),
      });
    await retagApi(aws, prior.arn ?? "", prior.tags_all, planned.tags_all);
  },
  async delete(prior, aws) {
    await unless(aws.call("apigatewayv2", "DeleteDomainName", { DomainName: prior.id }), "NotFoundException");
  },
});
