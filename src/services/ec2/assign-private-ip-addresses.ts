import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { freeAddresses } from "./free-addresses.ts";
import { privateAddress, requireFree } from "./network-interfaces.ts";
import { ipv4PrefixMembers, requestedIpv4Prefixes } from "./prefixes.ts";
import { requireResource, saveResource } from "./resources.ts";

export const assignPrivateIpAddresses: Operation<typeof Ec2, "AssignPrivateIpAddresses"> = (input, context) => {
  const card = requireResource(context, "network-interface", input.NetworkInterfaceId);
  const subnet = requireResource(context, "subnet", card.SubnetId);
  const prefixes = requestedIpv4Prefixes(context, subnet, input.Ipv4Prefixes, input.Ipv4PrefixCount);
  const count = input.SecondaryPrivateIpAddressCount ?? (prefixes.length > 0 ? 0 : 1);
  const addresses = input.PrivateIpAddresses ?? freeAddresses(context, subnet, count, []);
  for (const address of addresses) requireFree(context, subnet, address);
  const held = [...(card.Ipv4Prefixes ?? []), ...ipv4PrefixMembers(prefixes)];
  saveResource(context, "network-interface", card.NetworkInterfaceId, {
    ...card,
    PrivateIpAddresses: [
      ...(card.PrivateIpAddresses ?? []),
      ...addresses.map((address) => privateAddress(context.region, address, false)),
    ],
    ...(held.length > 0 && { Ipv4Prefixes: held }),
  });
  return {
    NetworkInterfaceId: card.NetworkInterfaceId,
    AssignedPrivateIpAddresses: addresses.map((PrivateIpAddress) => ({ PrivateIpAddress })),
    ...(prefixes.length > 0 && { AssignedIpv4Prefixes: ipv4PrefixMembers(prefixes) }),
  };
};
