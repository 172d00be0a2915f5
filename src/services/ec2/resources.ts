/**
 * What the network is made of. Every kind is kept as the SDK's own structure, without its tags, under its id; the
 * table says how each kind's ids begin and how EC2 refuses one it does not know.
 */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { removeTags } from "./resource-tags.ts";

export interface Resources {
  vpc: VpcRecord;
  subnet: Ec2.Subnet;
  "security-group": SecurityGroupRecord;
  "security-group-rule": Ec2.SecurityGroupRule;
  "route-table": Ec2.RouteTable;
  "internet-gateway": Ec2.InternetGateway;
  "egress-only-internet-gateway": Ec2.EgressOnlyInternetGateway;
  natgateway: Ec2.NatGateway;
  "elastic-ip": AddressRecord;
  "vpc-endpoint": Ec2.VpcEndpoint;
  "network-interface": NetworkInterfaceRecord;
  "network-acl": Ec2.NetworkAcl;
  "dhcp-options": Ec2.DhcpOptions;
  "prefix-list": PrefixListRecord;
  "vpc-flow-log": Ec2.FlowLog;
  "vpc-peering-connection": Ec2.VpcPeeringConnection;
  "subnet-cidr-reservation": Ec2.SubnetCidrReservation;
}

export interface VpcRecord extends Ec2.Vpc {
  readonly attributes: {
    readonly enableDnsSupport: boolean;
    readonly enableDnsHostnames: boolean;
    readonly enableNetworkAddressUsageMetrics: boolean;
  };
}

export interface SecurityGroupRecord {
  readonly GroupId: string;
  readonly GroupName: string;
  readonly Description: string;
  readonly VpcId: string;
}

export interface AddressRecord extends Ec2.Address {
  readonly ptrRecord?: string | undefined;
}

export type NetworkInterfaceRecord = Ec2.NetworkInterface;

export interface PrefixListRecord extends Ec2.ManagedPrefixList {
  /** Entries of every version, by version number. */
  readonly history: Readonly<Record<number, readonly Ec2.PrefixListEntry[]>>;
}

export type Kind = keyof Resources;

interface KindFacts {
  readonly prefix: string;
  readonly code: string;
  readonly sentence: (id: string) => string;
}

const named = (noun: string) => (id: string) => `The ${noun} '${id}' does not exist`;

export const kinds: { readonly [K in Kind]: KindFacts } = {
  vpc: { prefix: "vpc", code: "InvalidVpcID.NotFound", sentence: named("vpc ID") },
  subnet: { prefix: "subnet", code: "InvalidSubnetID.NotFound", sentence: named("subnet ID") },
  "security-group": { prefix: "sg", code: "InvalidGroup.NotFound", sentence: named("security group") },
  "security-group-rule": {
    prefix: "sgr",
    code: "InvalidSecurityGroupRuleId.NotFound",
    sentence: named("security group rule ID"),
  },
  "route-table": { prefix: "rtb", code: "InvalidRouteTableID.NotFound", sentence: named("routeTable ID") },
  "internet-gateway": {
    prefix: "igw",
    code: "InvalidInternetGatewayID.NotFound",
    sentence: named("internetGateway ID"),
  },
  "egress-only-internet-gateway": {
    prefix: "eigw",
    code: "InvalidGatewayID.NotFound",
    sentence: named("egressOnlyInternetGateway ID"),
  },
  natgateway: { prefix: "nat", code: "NatGatewayNotFound", sentence: (id) => `NAT gateway ${id} was not found` },
  "elastic-ip": { prefix: "eipalloc", code: "InvalidAllocationID.NotFound", sentence: named("allocation ID") },
  "vpc-endpoint": { prefix: "vpce", code: "InvalidVpcEndpointId.NotFound", sentence: named("Vpc Endpoint Id") },
  "network-interface": {
    prefix: "eni",
    code: "InvalidNetworkInterfaceID.NotFound",
    sentence: named("networkInterface ID"),
  },
  "network-acl": { prefix: "acl", code: "InvalidNetworkAclID.NotFound", sentence: named("networkAcl ID") },
  "dhcp-options": { prefix: "dopt", code: "InvalidDhcpOptionID.NotFound", sentence: named("dhcpOption ID") },
  "prefix-list": { prefix: "pl", code: "InvalidPrefixListID.NotFound", sentence: named("prefix list ID") },
  "vpc-flow-log": { prefix: "fl", code: "InvalidFlowLogId.NotFound", sentence: named("flow log ID") },
  "vpc-peering-connection": {
    prefix: "pcx",
    code: "InvalidVpcPeeringConnectionID.NotFound",
    sentence: named("vpcPeeringConnection ID"),
  },
  "subnet-cidr-reservation": {
    prefix: "scr",
    code: "InvalidSubnetCidrReservationID.NotFound",
    sentence: named("subnet CIDR reservation ID"),
  },
};

export function resourceKey<K extends Kind>(
  { account, region }: Pick<OperationContext, "account" | "region">,
  kind: K,
  id: string,
): Key {
  return ["ec2", account, region, kind, id];
}

export function findResource<K extends Kind>(context: OperationContext, kind: K, id: string): Resources[K] | undefined {
  return context.store.get<Resources[K]>(resourceKey(context, kind, id));
}

export function requireResource<K extends Kind>(
  context: OperationContext,
  kind: K,
  id: string | undefined,
): Resources[K] {
  const found = findResource(context, kind, id ?? "");
  if (!found) throw unknownResource(kind, id ?? "");
  return found;
}

export function unknownResource(kind: Kind, id: string): ServiceException {
  const { code, sentence } = kinds[kind];
  return new ServiceException(code, sentence(id));
}

export function saveResource<K extends Kind>(
  context: OperationContext,
  kind: K,
  id: string | undefined,
  value: Resources[K],
): void {
  context.store.put(resourceKey(context, kind, id ?? ""), value);
}

/** Removes a resource with its tags. */
export function removeResource(context: OperationContext, kind: Kind, id: string): void {
  context.store.delete(resourceKey(context, kind, id));
  removeTags(context, id);
}

export function allResources<K extends Kind>({ store, account, region }: OperationContext, kind: K): Resources[K][] {
  return [...store.range<Resources[K]>({ prefix: ["ec2", account, region, kind] })].map(({ value }) => value);
}
