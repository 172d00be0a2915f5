import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { requireResource, saveResource } from "./resources.ts";

export const unassignPrivateIpAddresses: Operation<typeof Ec2, "UnassignPrivateIpAddresses"> = (
  { NetworkInterfaceId, PrivateIpAddresses = [] },
  context,
) => {
  const card = requireResource(context, "network-interface", NetworkInterfaceId);
  saveResource(context, "network-interface", NetworkInterfaceId, {
    ...card,
    PrivateIpAddresses: card.PrivateIpAddresses?.filter(
      ({ PrivateIpAddress, Primary }) => Primary || !PrivateIpAddresses.includes(PrivateIpAddress ?? ""),
    ),
  });
  return {};
};
