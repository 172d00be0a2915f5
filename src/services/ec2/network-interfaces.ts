/** Network interfaces: making one, for a client, a NAT gateway, an endpoint or a function. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import { derivedId, lowerHexadecimal } from "../../cloud/ids.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { privateDnsName } from "./addresses.ts";
import { addressNumber, parseBlock } from "./cidr.ts";
import { invalidParameter } from "./fault.ts";
import { groupsAssociatedWith } from "./group-vpc-associations.ts";
import { newId } from "./ids.ts";
import { ipv4PrefixMembers, ipv6PrefixMembers } from "./prefixes.ts";
import { tagsOf } from "./resource-tags.ts";
import type { NetworkInterfaceRecord } from "./resources.ts";
import { allResources, requireResource, saveResource } from "./resources.ts";
import { interfacesIn } from "./subnet-interfaces.ts";
import { freeAddress } from "./subnets.ts";

interface NewInterface {
  readonly subnet: Ec2.Subnet;
  readonly description: string;
  readonly groups: readonly string[];
  readonly interfaceType?: Ec2.NetworkInterfaceType;
  readonly privateIp?: string | undefined;
  readonly secondaryIps?: readonly string[];
  /** The service that owns the interface, when it is not the client's own. */
  readonly requester?: string | undefined;
  readonly ipv6Addresses?: readonly string[];
  readonly ipv4Prefixes?: readonly string[];
  readonly ipv6Prefixes?: readonly string[];
}

export function createInterface(context: OperationContext, given: NewInterface): NetworkInterfaceRecord {
  const { subnet, groups, requester, interfaceType = "interface" } = given;
  const id = newId("eni");
  const privateIp = given.privateIp ?? freeAddress(context, subnet);
  requireFree(context, subnet, privateIp);
  const card: NetworkInterfaceRecord = {
    NetworkInterfaceId: id,
    OwnerId: context.account,
    SubnetId: subnet.SubnetId,
    VpcId: subnet.VpcId,
    AvailabilityZone: subnet.AvailabilityZone,
    Description: given.description,
    InterfaceType: interfaceType,
    MacAddress: macAddress(id),
    PrivateIpAddress: privateIp,
    PrivateDnsName: privateDnsName(context.region, privateIp),
    PrivateIpAddresses: [privateIp, ...(given.secondaryIps ?? [])].map((address, at) =>
      privateAddress(context.region, address, at === 0),
    ),
    Ipv6Addresses: (given.ipv6Addresses ?? []).map((Ipv6Address) => ({ Ipv6Address, IsPrimaryIpv6: false })),
    Groups: groups.map((groupId) => {
      const { GroupId, GroupName } = requireResource(context, "security-group", groupId);
      return { GroupId, GroupName };
    }),
    ...(given.ipv4Prefixes?.length ? { Ipv4Prefixes: ipv4PrefixMembers(given.ipv4Prefixes) } : {}),
    ...(given.ipv6Prefixes?.length ? { Ipv6Prefixes: ipv6PrefixMembers(given.ipv6Prefixes) } : {}),
    RequesterManaged: requester !== undefined,
    ...(requester === undefined ? {} : { RequesterId: requester }),
    SourceDestCheck: true,
    Status: requester === undefined ? "available" : "in-use",
    ...(requester === undefined ? {} : { Attachment: managedAttachment(context) }),
    TagSet: [],
  };
  saveResource(context, "network-interface", id, card);
  return card;
}

export function privateAddress(
  region: string,
  address: string,
  primary: boolean,
): Ec2.NetworkInterfacePrivateIpAddress {
  return { PrivateIpAddress: address, PrivateDnsName: privateDnsName(region, address), Primary: primary };
}

function managedAttachment({ clock }: OperationContext): Ec2.NetworkInterfaceAttachment {
  return {
    AttachmentId: newId("ela-attach"),
    AttachTime: new Date(clock.now()),
    DeleteOnTermination: false,
    DeviceIndex: 1,
    InstanceOwnerId: "amazon-aws",
    Status: "attached",
  };
}

export function requireFree(context: OperationContext, subnet: Ec2.Subnet, address: string): void {
  const block = parseBlock(subnet.CidrBlock ?? "");
  const number = addressNumber(address);
  if (!block || number < block.first || number >= block.first + block.size) {
    throw invalidParameter(`Address does not fall within the subnet's address range`);
  }
  const taken = interfacesIn(context, subnet.SubnetId).some(({ PrivateIpAddresses }) =>
    PrivateIpAddresses?.some(({ PrivateIpAddress }) => PrivateIpAddress === address),
  );
  if (taken) throw new ServiceException("InvalidIPAddress.InUse", `The specified address is already in use.`);
}

function macAddress(id: string): string {
  const digits = derivedId(10, lowerHexadecimal, id);
  return `02:${digits.match(/../g)?.join(":")}`;
}

export function interfaceDetail(context: OperationContext, card: NetworkInterfaceRecord): Ec2.NetworkInterface {
  return { ...card, TagSet: tagsOf(context, card.NetworkInterfaceId) };
}

/** A group serves its own VPC and those that it is associated with. */
export function groupServes(context: OperationContext, groupId: string, vpcId: string | undefined): boolean {
  return (
    requireResource(context, "security-group", groupId).VpcId === vpcId ||
    groupsAssociatedWith(context, vpcId).some(({ GroupId }) => GroupId === groupId)
  );
}

/** The groups asked for, or the default group of the subnet's VPC. */
export function groupsOrDefault(
  context: OperationContext,
  vpcId: string | undefined,
  groups: readonly string[] | undefined,
) {
  if (groups?.length) return groups;
  const group = allResources(context, "security-group").find(
    (one) => one.VpcId === vpcId && one.GroupName === "default",
  );
  return group ? [group.GroupId] : [];
}
