import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { freeAddresses } from "./free-addresses.ts";
import { requestedIpv6Addresses } from "./ipv6-addresses.ts";
import { createInterface, groupServes, groupsOrDefault, interfaceDetail } from "./network-interfaces.ts";
import { requestedIpv4Prefixes, requestedIpv6Prefixes } from "./prefixes.ts";
import { addTags, requestedTags } from "./resource-tags.ts";
import { requireResource } from "./resources.ts";
import { freeAddress } from "./subnets.ts";

export const createNetworkInterface: Operation<typeof Ec2, "CreateNetworkInterface"> = (input, context) => {
  const tags = requestedTags(input.TagSpecifications, "network-interface");
  const subnet = requireResource(context, "subnet", input.SubnetId);
  const primary = input.PrivateIpAddress ?? input.PrivateIpAddresses?.find(({ Primary }) => Primary)?.PrivateIpAddress;
  const named = input.PrivateIpAddresses?.filter(({ Primary }) => !Primary).map(
    ({ PrivateIpAddress = "" }) => PrivateIpAddress,
  );
  const service = context.principal.type === "service" ? context.principal.arn : undefined;
  for (const id of input.Groups ?? []) {
    if (groupServes(context, id, subnet.VpcId)) continue;
    // Source: EC2's answer, as its users report it.
    throw new ServiceException(
      "InvalidParameter",
      `Security group ${id} and subnet ${subnet.SubnetId} belong to different networks.`,
    );
  }
  const privateIp = primary ?? freeAddress(context, subnet, named);
  const card = createInterface(context, {
    subnet,
    description: input.Description ?? "",
    groups: groupsOrDefault(context, subnet.VpcId, input.Groups),
    privateIp,
    secondaryIps: [
      ...(named ?? []),
      ...freeAddresses(context, subnet, input.SecondaryPrivateIpAddressCount ?? 0, [privateIp, ...(named ?? [])]),
    ],
    ipv6Addresses: requestedIpv6Addresses(
      context,
      subnet,
      input.Ipv6Addresses?.map(({ Ipv6Address = "" }) => Ipv6Address),
      // A count of 0 overrides what the subnet says; so do addresses that are named.
      input.Ipv6AddressCount ??
        (service === undefined && subnet.AssignIpv6AddressOnCreation && !input.Ipv6Addresses?.length ? 1 : 0),
    ),
    ipv4Prefixes: requestedIpv4Prefixes(
      context,
      subnet,
      input.Ipv4Prefixes?.map(({ Ipv4Prefix = "" }) => Ipv4Prefix),
      input.Ipv4PrefixCount,
    ),
    ipv6Prefixes: requestedIpv6Prefixes(
      subnet,
      input.Ipv6Prefixes?.map(({ Ipv6Prefix = "" }) => Ipv6Prefix),
      input.Ipv6PrefixCount,
    ),
    // The interfaces of functions with a VPC configuration belong to Lambda.
    ...(service?.startsWith("lambda.")
      ? { interfaceType: "lambda" as const, requester: `AROA${context.account}:${context.account}` }
      : { interfaceType: input.InterfaceType ?? "interface" }),
  });
  addTags(context, card.NetworkInterfaceId ?? "", tags);
  return {
    // EC2 answers "pending", a word the model's enumeration does not have.
    NetworkInterface: {
      ...interfaceDetail(context, card),
      ...(service === undefined ? { Status: "pending" as "available" } : {}),
    },
    ...(input.ClientToken === undefined ? {} : { ClientToken: input.ClientToken }),
  };
};
