import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { freeAddresses } from "./free-addresses.ts";
import { privateAddress, requireFree } from "./network-interfaces.ts";
import { requireResource, saveResource } from "./resources.ts";

export const assignPrivateIpAddresses: Operation<typeof Ec2, "AssignPrivateIpAddresses"> = (input, context) => {
  const card = requireResource(context, "network-interface", input.NetworkInterfaceId);
  const subnet = requireResource(context, "subnet", card.SubnetId);
  const addresses =
    input.PrivateIpAddresses ?? freeAddresses(context, subnet, input.SecondaryPrivateIpAddressCount ?? 1, []);
  for (const address of addresses) requireFree(context, subnet, address);
  saveResource(context, "network-interface", card.NetworkInterfaceId, {
    ...card,
    PrivateIpAddresses: [
      ...(card.PrivateIpAddresses ?? []),
      ...addresses.map((address) => privateAddress(context.region, address, false)),
    ],
  });
  return {
    NetworkInterfaceId: card.NetworkInterfaceId,
    AssignedPrivateIpAddresses: addresses.map((PrivateIpAddress) => ({ PrivateIpAddress })),
  };
};
