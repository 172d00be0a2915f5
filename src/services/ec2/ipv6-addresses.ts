/** AssignIpv6Addresses and UnassignIpv6Addresses, and the addresses that a subnet has to give. */
import { BlockList, isIPv6 } from "node:net";
import type * as Ec2 from "@aws-sdk/client-ec2";
import { lowerHexadecimal, randomId } from "../../cloud/ids.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { canonicalIpv6 } from "./cidr.ts";
import { invalidParameter, missingParameter } from "./fault.ts";
import { ipv6PrefixMembers, requestedIpv6Prefixes } from "./prefixes.ts";
import { requireResource, saveResource } from "./resources.ts";
import { interfacesIn } from "./subnet-interfaces.ts";

/** The addresses that a request names, or as many new ones as it asks for. */
export function requestedIpv6Addresses(
  context: OperationContext,
  subnet: Ec2.Subnet,
  named: readonly string[] = [],
  count = 0,
): string[] {
  // Source: EC2's answer, as its users report it.
  if (named.length > 0 && count > 0) {
    throw new ServiceException(
      "InvalidParameterCombination",
      "IPv6 addresses and IPv6 address count may not be specified on the same request",
    );
  }
  const addresses = named.map((address) => ownAddress(subnet, address));
  const taken = new Set(interfacesIn(context, subnet.SubnetId).flatMap(addressesOf));
  if (addresses.some((address) => taken.has(address))) {
    throw new ServiceException("InvalidIPAddress.InUse", "The specified address is already in use.");
  }
  return [...addresses, ...Array.from({ length: count }, () => newAddress(subnet))];
}

const addressesOf = ({ Ipv6Addresses = [] }: Ec2.NetworkInterface): string[] =>
  Ipv6Addresses.map(({ Ipv6Address = "" }) => Ipv6Address);

function ownAddress(subnet: Ec2.Subnet, address: string): string {
  const [network, length] = ipv6Block(subnet);
  const block = new BlockList();
  block.addSubnet(network, length, "ipv6");
  if (!isIPv6(address)) throw invalidParameter(`Invalid IPv6 address '${address}'`);
  if (!block.check(address, "ipv6")) throw invalidParameter("Address does not fall within the subnet's address range");
  return canonicalIpv6(address);
}

// EC2 spreads the addresses it chooses over all 64 bits that a subnet's block leaves.
function newAddress(subnet: Ec2.Subnet): string {
  const network = (ipv6Block(subnet)[0].split("::")[0] ?? "").split(":");
  const host = randomId(16, lowerHexadecimal).match(/.{4}/g) ?? [];
  return canonicalIpv6(
    [0, 1, 2, 3]
      .map((at) => network[at] ?? "0")
      .concat(host)
      .join(":"),
  );
}

function ipv6Block({
  SubnetId,
  Ipv6CidrBlockAssociationSet: [block] = [],
}: Ec2.Subnet): [network: string, length: number] {
  if (block?.Ipv6CidrBlock === undefined) {
    throw invalidParameter(`The subnet '${SubnetId}' does not have an IPv6 CIDR block.`);
  }
  const [network = "", length] = block.Ipv6CidrBlock.split("/");
  return [network, Number(length)];
}

export const assignIpv6Addresses: Operation<typeof Ec2, "AssignIpv6Addresses"> = (input, context) => {
  const asksPrefixes = Boolean(input.Ipv6PrefixCount) || Boolean(input.Ipv6Prefixes?.length);
  if (input.Ipv6AddressCount === undefined && !input.Ipv6Addresses?.length && !asksPrefixes) {
    throw missingParameter("ipv6Addresses or ipv6AddressCount");
  }
  const card = requireResource(context, "network-interface", input.NetworkInterfaceId);
  const subnet = requireResource(context, "subnet", card.SubnetId);
  const addresses = requestedIpv6Addresses(context, subnet, input.Ipv6Addresses, input.Ipv6AddressCount);
  const prefixes = ipv6PrefixMembers(requestedIpv6Prefixes(subnet, input.Ipv6Prefixes, input.Ipv6PrefixCount));
  const held = [...(card.Ipv6Prefixes ?? []), ...prefixes];
  saveResource(context, "network-interface", card.NetworkInterfaceId, {
    ...card,
    ...(held.length > 0 && { Ipv6Prefixes: held }),
    Ipv6Addresses: [
      ...(card.Ipv6Addresses ?? []),
      ...addresses.map((Ipv6Address) => ({ Ipv6Address, IsPrimaryIpv6: false })),
    ],
  });
  return {
    NetworkInterfaceId: card.NetworkInterfaceId,
    AssignedIpv6Addresses: addresses,
    ...(prefixes.length > 0 && { AssignedIpv6Prefixes: prefixes.map(({ Ipv6Prefix = "" }) => Ipv6Prefix) }),
  };
};

export const unassignIpv6Addresses: Operation<typeof Ec2, "UnassignIpv6Addresses"> = (
  { NetworkInterfaceId, Ipv6Addresses: unwanted = [], Ipv6Prefixes: unwantedPrefixes = [] },
  context,
) => {
  const card = requireResource(context, "network-interface", NetworkInterfaceId);
  const gone = addressesOf(card).filter((address) => unwanted.includes(address));
  const { Ipv6Prefixes: held = [], ...rest } = card;
  const kept = held.filter(({ Ipv6Prefix = "" }) => !unwantedPrefixes.includes(Ipv6Prefix));
  saveResource(context, "network-interface", NetworkInterfaceId, {
    ...rest,
    ...(kept.length > 0 && { Ipv6Prefixes: kept }),
    Ipv6Addresses: card.Ipv6Addresses?.filter(({ Ipv6Address = "" }) => !gone.includes(Ipv6Address)),
  });
  const prefixes = held.flatMap(({ Ipv6Prefix = "" }) => (unwantedPrefixes.includes(Ipv6Prefix) ? [Ipv6Prefix] : []));
  return {
    NetworkInterfaceId,
    UnassignedIpv6Addresses: gone,
    ...(prefixes.length > 0 && { UnassignedIpv6Prefixes: prefixes }),
  };
};
