import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { requireResource, saveResource } from "./resources.ts";

export const unassignPrivateIpAddresses: Operation<typeof Ec2, "UnassignPrivateIpAddresses"> = (
  { NetworkInterfaceId, PrivateIpAddresses = [], Ipv4Prefixes = [] },
  context,
) => {
  const card = requireResource(context, "network-interface", NetworkInterfaceId);
  const { Ipv4Prefixes: held = [], ...rest } = card;
  const kept = held.filter(({ Ipv4Prefix = "" }) => !Ipv4Prefixes.includes(Ipv4Prefix));
  saveResource(context, "network-interface", NetworkInterfaceId, {
    ...rest,
    ...(kept.length > 0 && { Ipv4Prefixes: kept }),
    PrivateIpAddresses: card.PrivateIpAddresses?.filter(
      ({ PrivateIpAddress, Primary }) => Primary || !PrivateIpAddresses.includes(PrivateIpAddress ?? ""),
    ),
  });
  return {};
};
