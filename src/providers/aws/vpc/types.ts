/** Resource types and data sources of EC2's network side: one line each, imported when it is first used. */
import type { Behaviour, DataBehaviour } from "../framework/behaviour.ts";
import type { VpcDataSources, VpcResources } from "../schema/vpc.generated.ts";

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
};

export const VPC_DATA_SOURCES: {
  readonly [Name in keyof VpcDataSources]?: () => Promise<DataBehaviour<VpcDataSources[Name]>>;
} = {};
