/** What EC2 says about a VPC: itself, its attributes, and the objects that came with it. */
import type { Aws } from "../framework/aws.ts";
import type { FoundIn, Identified } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { ec2Arn, filters } from "./ec2.ts";

type Vpc = VpcResources["aws_vpc"];

export async function vpcFound(state: Identified<Pick<Vpc, "id">>, aws: Aws): Promise<FoundIn<Vpc> | undefined> {
  const VpcId = state.id;
  const answer = await unless(aws.call("ec2", "DescribeVpcs", { VpcIds: [VpcId] }), "InvalidVpcID.NotFound");
  const vpc = answer?.Vpcs?.[0];
  if (!vpc) return undefined;
  const ipv6 = vpc.Ipv6CidrBlockAssociationSet?.find((one) => one.Ipv6CidrBlockState?.State === "associated");
  const { NetworkAcls } = await aws.call("ec2", "DescribeNetworkAcls", {
    Filters: filters({ default: "true", "vpc-id": VpcId }),
  });
  const { RouteTables } = await aws.call("ec2", "DescribeRouteTables", {
    Filters: filters({ "association.main": "true", "vpc-id": VpcId }),
  });
  const { SecurityGroups } = await aws.call("ec2", "DescribeSecurityGroups", {
    Filters: filters({ "group-name": "default", "vpc-id": VpcId }),
  });
  const mainTable = RouteTables?.[0]?.RouteTableId;
  return {
    arn: ec2Arn(aws, vpc.OwnerId, `vpc/${VpcId}`),
    assign_generated_ipv6_cidr_block: ipv6 ? ipv6.Ipv6Pool === "Amazon" : undefined,
    cidr_block: vpc.CidrBlock,
    default_network_acl_id: NetworkAcls?.[0]?.NetworkAclId,
    default_route_table_id: mainTable,
    default_security_group_id: SecurityGroups?.[0]?.GroupId,
    dhcp_options_id: vpc.DhcpOptionsId,
    ...(await vpcAttributes(aws, VpcId)),
    instance_tenancy: vpc.InstanceTenancy,
    ipv6_association_id: ipv6?.AssociationId,
    ipv6_cidr_block: ipv6?.Ipv6CidrBlock,
    ipv6_cidr_block_network_border_group: ipv6?.NetworkBorderGroup,
    ipv6_ipam_pool_id: undefined,
    ipv6_netmask_length: undefined,
    main_route_table_id: mainTable,
    owner_id: vpc.OwnerId,
    tags: tagMap(vpc.Tags),
  };
}

export async function vpcAttributes(aws: Aws, VpcId: string) {
  const { EnableDnsHostnames } = await aws.call("ec2", "DescribeVpcAttribute", {
    VpcId,
    Attribute: "enableDnsHostnames",
  });
  const { EnableDnsSupport } = await aws.call("ec2", "DescribeVpcAttribute", { VpcId, Attribute: "enableDnsSupport" });
  const { EnableNetworkAddressUsageMetrics } = await aws.call("ec2", "DescribeVpcAttribute", {
    VpcId,
    Attribute: "enableNetworkAddressUsageMetrics",
  });
  return {
    enable_dns_hostnames: EnableDnsHostnames?.Value,
    enable_dns_support: EnableDnsSupport?.Value,
    enable_network_address_usage_metrics: EnableNetworkAddressUsageMetrics?.Value,
  };
}
