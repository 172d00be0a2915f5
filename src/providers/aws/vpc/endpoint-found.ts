/** What EC2 says about a VPC endpoint, with the prefix list of a gateway and the addresses of an interface endpoint. */
import type { VpcEndpoint } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { policyFound } from "../framework/policy.ts";
import { tagMap } from "../framework/tags.ts";
import { ec2Arn, filters } from "./ec2.ts";

export async function endpointFound(endpoint: VpcEndpoint, policy: string | null, aws: Aws) {
  const type = endpoint.VpcEndpointType || "Gateway";
  const list = type === "Gateway" ? await prefixListOf(endpoint.ServiceName ?? "", aws) : undefined;
  const dns = endpoint.DnsOptions;
  return {
    arn: ec2Arn(aws, endpoint.OwnerId, `vpc-endpoint/${endpoint.VpcEndpointId}`),
    cidr_blocks: list?.Cidrs,
    dns_entry: (endpoint.DnsEntries ?? []).map((entry) => ({
      dns_name: entry.DnsName,
      hosted_zone_id: entry.HostedZoneId,
    })),
    dns_options: dns
      ? [
          {
            dns_record_ip_type: dns.DnsRecordIpType,
            private_dns_only_for_inbound_resolver_endpoint: dns.PrivateDnsOnlyForInboundResolverEndpoint,
          },
        ]
      : [],
    ip_address_type: endpoint.IpAddressType,
    network_interface_ids: endpoint.NetworkInterfaceIds,
    owner_id: endpoint.OwnerId,
    policy: policyFound(policy, endpoint.PolicyDocument),
    ...(list && { prefix_list_id: list.PrefixListId }),
    private_dns_enabled: endpoint.PrivateDnsEnabled,
    requester_managed: endpoint.RequesterManaged,
    resource_configuration_arn: endpoint.ResourceConfigurationArn,
    route_table_ids: endpoint.RouteTableIds,
    security_group_ids: (endpoint.Groups ?? []).map((group) => group.GroupId ?? ""),
    service_name: endpoint.ServiceName,
    service_network_arn: endpoint.ServiceNetworkArn,
    service_region: endpoint.ServiceRegion,
    // EC2 writes some states with a capital where its documentation has none.
    state: (endpoint.State ?? "").replace(/^[A-Z]/, (first) => first.toLowerCase()),
    subnet_configuration: await addressesOf(endpoint.NetworkInterfaceIds ?? [], aws),
    subnet_ids: endpoint.SubnetIds,
    vpc_endpoint_type: type,
    vpc_id: endpoint.VpcId,
    tags: tagMap(endpoint.Tags),
  };
}

async function prefixListOf(name: string, aws: Aws) {
  const { PrefixLists } = await aws.call("ec2", "DescribePrefixLists", {
    Filters: filters({ "prefix-list-name": name }),
  });
  return PrefixLists?.[0];
}

async function addressesOf(NetworkInterfaceIds: string[], aws: Aws) {
  if (NetworkInterfaceIds.length === 0) return [];
  const { NetworkInterfaces } = await aws.call("ec2", "DescribeNetworkInterfaces", { NetworkInterfaceIds });
  return (NetworkInterfaces ?? []).map((one) => ({
    ipv4: one.PrivateIpAddress,
    ipv6: one.Ipv6Address,
    subnet_id: one.SubnetId,
  }));
}
