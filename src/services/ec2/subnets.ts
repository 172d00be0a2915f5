/** Subnets: making one, and the addresses it has to give. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { addressText, parseBlock } from "./cidr.ts";
import { invalidParameter } from "./fault.ts";
import { newId } from "./ids.ts";
import { prefixedBlocks } from "./prefixes.ts";
import { tagsOf } from "./resource-tags.ts";
import { allResources, saveResource } from "./resources.ts";
import { interfacesIn } from "./subnet-interfaces.ts";
import type { Zone } from "./zones.ts";

interface NewSubnet {
  readonly id: string;
  readonly vpcId: string;
  readonly zone: Zone;
  readonly block: string | undefined;
  readonly ipv6Block?: string | undefined;
  readonly isDefault?: boolean;
}

/** Addresses of every subnet that AWS keeps: network, router, DNS, future use, broadcast. */
const RESERVED = 5;

export function saveSubnet(context: OperationContext, given: NewSubnet): Ec2.Subnet {
  const { account, region, partition } = context;
  const { id, zone, block, ipv6Block, isDefault = false } = given;
  const subnet: Ec2.Subnet = {
    SubnetId: id,
    SubnetArn: `arn:${partition}:ec2:${region}:${account}:subnet/${id}`,
    OwnerId: account,
    State: "available",
    VpcId: given.vpcId,
    AvailabilityZone: zone.name,
    AvailabilityZoneId: zone.id,
    ...(block === undefined ? {} : { CidrBlock: block }),
    AvailableIpAddressCount: block === undefined ? 0 : (parseBlock(block)?.size ?? RESERVED) - RESERVED,
    DefaultForAz: isDefault,
    MapPublicIpOnLaunch: isDefault,
    MapCustomerOwnedIpOnLaunch: false,
    AssignIpv6AddressOnCreation: false,
    EnableDns64: false,
    Ipv6Native: block === undefined,
    Ipv6CidrBlockAssociationSet: ipv6Block === undefined ? [] : [subnetIpv6(ipv6Block)],
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: block === undefined ? "resource-name" : "ip-name",
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
  };
  saveResource(context, "subnet", id, subnet);
  associateDefaultAcl(context, given.vpcId, id);
  return subnet;
}

export function subnetIpv6(block: string): Ec2.SubnetIpv6CidrBlockAssociation {
  return {
    AssociationId: newId("subnet-cidr-assoc"),
    Ipv6CidrBlock: block,
    Ipv6CidrBlockState: { State: "associated" },
    Ipv6AddressAttribute: "public",
    IpSource: "amazon",
  };
}

function associateDefaultAcl(context: OperationContext, vpcId: string, subnetId: string): void {
  const acl = allResources(context, "network-acl").find(({ VpcId, IsDefault }) => VpcId === vpcId && IsDefault);
  if (!acl?.NetworkAclId) return;
  saveResource(context, "network-acl", acl.NetworkAclId, {
    ...acl,
    Associations: [
      ...(acl.Associations ?? []),
      { NetworkAclAssociationId: newId("aclassoc"), NetworkAclId: acl.NetworkAclId, SubnetId: subnetId },
    ],
  });
}

/** A subnet as it is told: the addresses that interfaces have taken are no longer available. */
export function subnetDetail(context: OperationContext, subnet: Ec2.Subnet): Ec2.Subnet {
  const taken = interfacesIn(context, subnet.SubnetId).reduce(
    (sum, { PrivateIpAddresses, Ipv4Prefixes }) =>
      sum + (PrivateIpAddresses?.length ?? 0) + (Ipv4Prefixes?.length ?? 0) * 16,
    0,
  );
  return {
    ...subnet,
    AvailableIpAddressCount: (subnet.AvailableIpAddressCount ?? 0) - taken,
    Tags: tagsOf(context, subnet.SubnetId),
  };
}

/** The lowest address of the subnet that nobody has; AWS keeps the first four and the last. */
export function freeAddress(context: OperationContext, subnet: Ec2.Subnet, alsoTaken: readonly string[] = []): string {
  const block = parseBlock(subnet.CidrBlock ?? "");
  if (!block) throw invalidParameter(`The subnet '${subnet.SubnetId}' has no IPv4 addresses.`);
  const taken = new Set([
    ...alsoTaken,
    ...interfacesIn(context, subnet.SubnetId).flatMap(({ PrivateIpAddresses = [] }) =>
      PrivateIpAddresses.map(({ PrivateIpAddress }) => PrivateIpAddress),
    ),
  ]);
  const prefixed = prefixedBlocks(context, subnet.SubnetId);
  for (let at = block.first + 4; at < block.first + block.size - 1; at++) {
    const address = addressText(at);
    if (!taken.has(address) && !prefixed.some(({ first, size }) => at >= first && at < first + size)) return address;
  }
  throw new ServiceException(
    "InsufficientFreeAddressesInSubnet",
    `The specified subnet does not have enough free addresses to satisfy the request.`,
  );
}
