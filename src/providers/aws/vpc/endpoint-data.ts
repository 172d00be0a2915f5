import { defineDataSource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { crc32 } from "../framework/crc32.ts";
import { given } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcDataSources } from "../schema/vpc-data.generated.ts";
import { ec2Arn } from "./ec2.ts";
import { endpointFound } from "./endpoint-found.ts";
import { lookUpFilters, theOne } from "./lookup.ts";

export const awsVpcEndpointData = defineDataSource<VpcDataSources["aws_vpc_endpoint"]>({
  title: "EC2 VPC Endpoint",
  async read(config, aws) {
    const asked = aws.call("ec2", "DescribeVpcEndpoints", {
      VpcEndpointIds: given(config.id) === undefined ? undefined : [config.id ?? ""],
      Filters: lookUpFilters(
        {
          "vpc-endpoint-state": config.state,
          "vpc-id": config.vpc_id,
          "service-name": config.service_name,
        },
        config,
      ),
    });
    const answer = await unless(asked, "InvalidVpcEndpointId.NotFound");
    const endpoint = theOne(answer?.VpcEndpoints, "EC2 VPC Endpoint");
    return { ...(await endpointFound(endpoint, null, aws)), id: endpoint.VpcEndpointId };
  },
});

export const awsVpcEndpointService = defineDataSource<VpcDataSources["aws_vpc_endpoint_service"]>({
  title: "EC2 VPC Endpoint Service",
  async read(config, aws) {
    const name = given(config.service_name) ?? (config.service ? `com.amazonaws.${aws.region}.${config.service}` : "");
    const { ServiceDetails } = await aws.call("ec2", "DescribeVpcEndpointServices", {
      ServiceNames: name === "" ? undefined : [name],
      ServiceRegions: config.service_regions.length > 0 ? [...config.service_regions] : undefined,
      Filters: lookUpFilters({ "service-type": config.service_type }, config),
    });
    // An exact name may stand beside longer ones.
    const exact = (ServiceDetails ?? []).filter((one) => one.ServiceName === name);
    const service = theOne(exact.length > 0 ? exact : ServiceDetails, "EC2 VPC Endpoint Service");
    return {
      id: String(crc32(service.ServiceName ?? "")),
      acceptance_required: service.AcceptanceRequired,
      arn: ec2Arn(aws, undefined, `vpc-endpoint-service/${service.ServiceId}`),
      availability_zones: service.AvailabilityZones,
      base_endpoint_dns_names: service.BaseEndpointDnsNames,
      manages_vpc_endpoints: service.ManagesVpcEndpoints,
      owner: service.Owner,
      private_dns_name: service.PrivateDnsName,
      private_dns_names: (service.PrivateDnsNames ?? []).map((one) => one.PrivateDnsName ?? ""),
      region: service.ServiceRegion,
      service_id: service.ServiceId,
      service_name: service.ServiceName,
      service_type: service.ServiceType?.[0]?.ServiceType,
      supported_ip_address_types: service.SupportedIpAddressTypes,
      vpc_endpoint_policy_supported: service.VpcEndpointPolicySupported,
      tags: tagMap(service.Tags),
    };
  },
});
