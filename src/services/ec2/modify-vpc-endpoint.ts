import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { findResource, removeResource, requireResource, saveResource } from "./resources.ts";
import {
  addEndpointInterfaces,
  addGatewayRoutes,
  dnsEntriesOf,
  groupIdentifiers,
  openPolicy,
  removeGatewayRoutes,
} from "./vpc-endpoints.ts";

export const modifyVpcEndpoint: Operation<typeof Ec2, "ModifyVpcEndpoint"> = (input, context) => {
  const endpoint = requireResource(context, "vpc-endpoint", input.VpcEndpointId);
  const type = endpoint.VpcEndpointType ?? "Gateway";
  addGatewayRoutes(context, endpoint, input.AddRouteTableIds ?? []);
  removeGatewayRoutes(context, endpoint, input.RemoveRouteTableIds ?? []);
  const groups = changed(
    endpoint.Groups?.map(({ GroupId = "" }) => GroupId),
    input.AddSecurityGroupIds,
    input.RemoveSecurityGroupIds,
  );
  const subnets = changed(endpoint.SubnetIds, input.AddSubnetIds, input.RemoveSubnetIds);
  const kept = (endpoint.NetworkInterfaceIds ?? []).filter((id) => {
    const subnet = findResource(context, "network-interface", id)?.SubnetId;
    if (subnet === undefined || !input.RemoveSubnetIds?.includes(subnet)) return true;
    removeResource(context, "network-interface", id);
    return false;
  });
  const added = addEndpointInterfaces(context, endpoint, input.AddSubnetIds ?? [], groups);
  const next: Ec2.VpcEndpoint = {
    ...endpoint,
    PolicyDocument: input.ResetPolicy ? openPolicy(type) : (input.PolicyDocument ?? endpoint.PolicyDocument),
    RouteTableIds: changed(endpoint.RouteTableIds, input.AddRouteTableIds, input.RemoveRouteTableIds),
    SubnetIds: subnets,
    NetworkInterfaceIds: [...kept, ...added],
    Groups: groupIdentifiers(context, groups),
    IpAddressType: input.IpAddressType ?? endpoint.IpAddressType,
    DnsOptions: input.DnsOptions ?? endpoint.DnsOptions,
    PrivateDnsEnabled: input.PrivateDnsEnabled ?? endpoint.PrivateDnsEnabled,
  };
  saveResource(context, "vpc-endpoint", endpoint.VpcEndpointId, {
    ...next,
    DnsEntries: type === "Interface" ? dnsEntriesOf(context, next) : [],
  });
  return { Return: true };
};

function changed(
  current: readonly string[] | undefined,
  added: readonly string[] | undefined,
  removed: readonly string[] | undefined,
): string[] {
  return [...new Set([...(current ?? []), ...(added ?? [])])].filter((id) => !removed?.includes(id));
}
