/** Prefixes of network interfaces: blocks of 16 IPv4 addresses or of 2^48 IPv6 addresses that one interface has whole. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import { lowerHexadecimal, randomId } from "../../cloud/ids.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { addressNumber, addressText, type Block, canonicalIpv6, contains, overlaps, parseBlock } from "./cidr.ts";
import { invalidParameter } from "./fault.ts";
import { interfacesIn } from "./subnet-interfaces.ts";

const IPV4_LENGTH = 28;
const IPV4_SIZE = 16;
const IPV6_LENGTH = 80;

/** The blocks that the subnet's interfaces have as prefixes. */
export const prefixedBlocks = (context: OperationContext, subnetId: string | undefined): Block[] =>
  interfacesIn(context, subnetId).flatMap(({ Ipv4Prefixes = [] }) =>
    Ipv4Prefixes.flatMap(({ Ipv4Prefix = "" }) => parseBlock(Ipv4Prefix) ?? []),
  );

/** The prefixes that a request names, or as many new ones as it asks for. */
export function requestedIpv4Prefixes(
  context: OperationContext,
  subnet: Ec2.Subnet,
  named: readonly string[] = [],
  count = 0,
): string[] {
  if (named.length === 0 && count === 0) return [];
  const block = parseBlock(subnet.CidrBlock ?? "");
  if (!block) throw invalidParameter(`The subnet '${subnet.SubnetId}' has no IPv4 addresses.`);
  const taken = takenBlocks(context, subnet.SubnetId);
  for (const text of named) {
    const prefix = parseBlock(text);
    if (prefix?.length !== IPV4_LENGTH || !contains(block, prefix))
      throw invalidParameter(`Value (${text}) for parameter ipv4Prefix is invalid.`);
    if (taken.some((one) => overlaps(one, prefix)))
      throw new ServiceException("InvalidIPAddress.InUse", "The specified prefix is already in use.");
    taken.push(prefix);
  }
  return [...named, ...Array.from({ length: count }, () => freePrefix(block, taken))];
}

function takenBlocks(context: OperationContext, subnetId: string | undefined): Block[] {
  const single = interfacesIn(context, subnetId)
    .flatMap(({ PrivateIpAddresses = [] }) => PrivateIpAddresses)
    .map(({ PrivateIpAddress = "" }): Block => ({ first: addressNumber(PrivateIpAddress), size: 1, length: 32 }));
  return [...single, ...prefixedBlocks(context, subnetId)];
}

// The first and the last sixteen hold addresses that AWS keeps.
function freePrefix(block: Block, taken: Block[]): string {
  for (let first = block.first + IPV4_SIZE; first < block.first + block.size - IPV4_SIZE; first += IPV4_SIZE) {
    const prefix: Block = { first, size: IPV4_SIZE, length: IPV4_LENGTH };
    if (taken.some((one) => overlaps(one, prefix))) continue;
    taken.push(prefix);
    return `${addressText(first)}/${IPV4_LENGTH}`;
  }
  throw new ServiceException(
    "InsufficientCidrBlocks",
    "The specified subnet does not have enough free cidr blocks to satisfy the request.",
  );
}

export function requestedIpv6Prefixes(subnet: Ec2.Subnet, named: readonly string[] = [], count = 0): string[] {
  for (const text of named)
    if (!text.endsWith(`/${IPV6_LENGTH}`))
      throw invalidParameter(`Value (${text}) for parameter ipv6Prefix is invalid.`);
  if (count === 0) return [...named];
  const block = subnet.Ipv6CidrBlockAssociationSet?.[0]?.Ipv6CidrBlock;
  if (block === undefined) throw invalidParameter(`The subnet '${subnet.SubnetId}' does not have an IPv6 CIDR block.`);
  const network = (block.split("::")[0] ?? "").split(":");
  const own = [0, 1, 2, 3].map((at) => network[at] ?? "0").join(":");
  const made = Array.from(
    { length: count },
    () => `${canonicalIpv6(`${own}:${randomId(4, lowerHexadecimal)}::`)}/${IPV6_LENGTH}`,
  );
  return [...named, ...made];
}

export const ipv4PrefixMembers = (prefixes: readonly string[]): Ec2.Ipv4PrefixSpecification[] =>
  prefixes.map((Ipv4Prefix) => ({ Ipv4Prefix }));
export const ipv6PrefixMembers = (prefixes: readonly string[]): Ec2.Ipv6PrefixSpecification[] =>
  prefixes.map((Ipv6Prefix) => ({ Ipv6Prefix }));
