import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import type { FilterFields } from "./filters.ts";
import { routeTableDetail } from "./route-tables.ts";

export const describeRouteTables: Operation<typeof Ec2, "DescribeRouteTables"> = (
  { RouteTableIds, ...request },
  context,
) => {
  const { items, next } = describeResources(context, "route-table", { ids: RouteTableIds, ...request }, fields);
  return { RouteTables: items.map((table) => routeTableDetail(context, table)), ...next };
};

const associations =
  <Name extends keyof Ec2.RouteTableAssociation>(name: Name) =>
  ({ Associations = [] }: Ec2.RouteTable) =>
    Associations.map((association) => association[name]);

const routes =
  <Name extends keyof Ec2.Route>(name: Name) =>
  ({ Routes = [] }: Ec2.RouteTable) =>
    Routes.map((route) => route[name]);

const fields: FilterFields<Ec2.RouteTable> = {
  "association.gateway-id": associations("GatewayId"),
  "association.route-table-association-id": associations("RouteTableAssociationId"),
  "association.route-table-id": associations("RouteTableId"),
  "association.subnet-id": associations("SubnetId"),
  "association.main": associations("Main"),
  "route.destination-cidr-block": routes("DestinationCidrBlock"),
  "route.destination-ipv6-cidr-block": routes("DestinationIpv6CidrBlock"),
  "route.destination-prefix-list-id": routes("DestinationPrefixListId"),
  "route.egress-only-internet-gateway-id": routes("EgressOnlyInternetGatewayId"),
  "route.gateway-id": routes("GatewayId"),
  "route.instance-id": routes("InstanceId"),
  "route.transit-gateway-id": routes("TransitGatewayId"),
  "route.vpc-peering-connection-id": routes("VpcPeeringConnectionId"),
  "route.nat-gateway-id": routes("NatGatewayId"),
  "route.network-interface-id": routes("NetworkInterfaceId"),
  "route.origin": routes("Origin"),
  "route.state": routes("State"),
};
