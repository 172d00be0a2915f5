import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ensureDefaultDhcpOptions } from "./default-dhcp-options.ts";
import { requireResource, saveResource } from "./resources.ts";

export const associateDhcpOptions: Operation<typeof Ec2, "AssociateDhcpOptions"> = (
  { DhcpOptionsId, VpcId },
  context,
) => {
  const vpc = requireResource(context, "vpc", VpcId);
  // "default" takes a VPC's options away; it goes back to the region's own.
  const id =
    DhcpOptionsId === "default"
      ? ensureDefaultDhcpOptions(context)
      : requireResource(context, "dhcp-options", DhcpOptionsId).DhcpOptionsId;
  saveResource(context, "vpc", vpc.VpcId, { ...vpc, DhcpOptionsId: id });
  return {};
};
