/** Resource types and data sources of EC2's network side: one line each, imported when it is first used. */
import type { Behaviour, DataBehaviour } from "../framework/behaviour.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import type { VpcDataSources } from "../schema/vpc-data.generated.ts";

export const VPC_RESOURCES: {
  readonly [Name in keyof VpcResources]?: () => Promise<Behaviour<VpcResources[Name]>>;
} = {
  aws_vpc: async () => (await import("./vpc.ts")).awsVpc,
  aws_subnet: async () => (await import("./subnet.ts")).awsSubnet,
  aws_security_group: async () => (await import("./security-group.ts")).awsSecurityGroup,
  aws_vpc_endpoint: async () => (await import("./endpoint.ts")).awsVpcEndpoint,
  aws_internet_gateway: async () => (await import("./internet-gateway.ts")).awsInternetGateway,
  aws_route_table: async () => (await import("./route-table.ts")).awsRouteTable,
  aws_default_route_table: async () => (await import("./default-route-table.ts")).awsDefaultRouteTable,
  aws_route: async () => (await import("./route.ts")).awsRoute,
  aws_route_table_association: async () => (await import("./route-table-association.ts")).awsRouteTableAssociation,
  aws_main_route_table_association: async () =>
    (await import("./main-route-table-association.ts")).awsMainRouteTableAssociation,
  aws_eip: async () => (await import("./eip.ts")).awsEip,
  aws_nat_gateway: async () => (await import("./nat-gateway.ts")).awsNatGateway,
  aws_security_group_rule: async () => (await import("./security-group-rule.ts")).awsSecurityGroupRule,
  aws_default_security_group: async () => (await import("./default-security-group.ts")).awsDefaultSecurityGroup,
  aws_vpc_security_group_ingress_rule: async () =>
    (await import("./security-group-one-rule.ts")).awsVpcSecurityGroupIngressRule,
  aws_vpc_security_group_egress_rule: async () =>
    (await import("./security-group-one-rule.ts")).awsVpcSecurityGroupEgressRule,
  aws_ec2_managed_prefix_list: async () => (await import("./managed-prefix-list.ts")).awsEc2ManagedPrefixList,
  aws_vpc_endpoint_route_table_association: async () =>
    (await import("./endpoint-association.ts")).awsVpcEndpointRouteTableAssociation,
  aws_vpc_endpoint_subnet_association: async () =>
    (await import("./endpoint-association.ts")).awsVpcEndpointSubnetAssociation,
  aws_vpc_endpoint_security_group_association: async () =>
    (await import("./endpoint-association.ts")).awsVpcEndpointSecurityGroupAssociation,
  aws_vpc_endpoint_policy: async () => (await import("./endpoint-association.ts")).awsVpcEndpointPolicy,
  aws_egress_only_internet_gateway: async () =>
    (await import("./egress-only-internet-gateway.ts")).awsEgressOnlyInternetGateway,
  aws_vpc_dhcp_options: async () => (await import("./dhcp-options.ts")).awsVpcDhcpOptions,
  aws_vpc_dhcp_options_association: async () => (await import("./dhcp-options.ts")).awsVpcDhcpOptionsAssociation,
  aws_vpc_ipv4_cidr_block_association: async () =>
    (await import("./ipv4-cidr-block-association.ts")).awsVpcIpv4CidrBlockAssociation,
  aws_default_vpc: async () => (await import("./default-vpc.ts")).awsDefaultVpc,
  aws_default_subnet: async () => (await import("./default-subnet.ts")).awsDefaultSubnet,
  aws_network_acl: async () => (await import("./network-acl.ts")).awsNetworkAcl,
  aws_default_network_acl: async () => (await import("./default-network-acl.ts")).awsDefaultNetworkAcl,
  aws_network_acl_rule: async () => (await import("./network-acl-rule.ts")).awsNetworkAclRule,
  aws_network_interface: async () => (await import("./network-interface.ts")).awsNetworkInterface,
  aws_flow_log: async () => (await import("./flow-log.ts")).awsFlowLog,
};

export const VPC_DATA_SOURCES: {
  readonly [Name in keyof VpcDataSources]?: () => Promise<DataBehaviour<VpcDataSources[Name]>>;
} = {
  aws_vpc: async () => (await import("./vpc-data.ts")).awsVpcData,
  aws_vpcs: async () => (await import("./vpc-data.ts")).awsVpcs,
  aws_subnet: async () => (await import("./subnet-data.ts")).awsSubnetData,
  aws_subnets: async () => (await import("./subnet-data.ts")).awsSubnets,
  aws_security_group: async () => (await import("./security-group-data.ts")).awsSecurityGroupData,
  aws_security_groups: async () => (await import("./security-group-data.ts")).awsSecurityGroups,
  aws_route_table: async () => (await import("./route-table-data.ts")).awsRouteTableData,
  aws_route_tables: async () => (await import("./route-table-data.ts")).awsRouteTables,
  aws_internet_gateway: async () => (await import("./gateway-data.ts")).awsInternetGatewayData,
  aws_nat_gateway: async () => (await import("./gateway-data.ts")).awsNatGatewayData,
  aws_network_interface: async () => (await import("./network-interface-data.ts")).awsNetworkInterfaceData,
  aws_vpc_endpoint: async () => (await import("./endpoint-data.ts")).awsVpcEndpointData,
  aws_vpc_endpoint_service: async () => (await import("./endpoint-data.ts")).awsVpcEndpointService,
  aws_prefix_list: async () => (await import("./prefix-list-data.ts")).awsPrefixList,
  aws_ec2_managed_prefix_list: async () => (await import("./prefix-list-data.ts")).awsEc2ManagedPrefixListData,
  aws_availability_zones: async () => (await import("./zone-data.ts")).awsAvailabilityZones,
  aws_availability_zone: async () => (await import("./zone-data.ts")).awsAvailabilityZone,
};
