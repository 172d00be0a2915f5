import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { missingParameter } from "./fault.ts";
import { requireResource, saveResource } from "./resources.ts";
import { subnetIpv6 } from "./subnets.ts";

export const associateSubnetCidrBlock: Operation<typeof Ec2, "AssociateSubnetCidrBlock"> = (
  { SubnetId, Ipv6CidrBlock },
  context,
) => {
  const subnet = requireResource(context, "subnet", SubnetId);
  if (Ipv6CidrBlock === undefined) throw missingParameter("ipv6CidrBlock");
  const association = subnetIpv6(Ipv6CidrBlock);
  saveResource(context, "subnet", subnet.SubnetId, {
    ...subnet,
    Ipv6CidrBlockAssociationSet: [...(subnet.Ipv6CidrBlockAssociationSet ?? []), association],
  });
  return {
    SubnetId,
    Ipv6CidrBlockAssociation: { ...association, Ipv6CidrBlockState: { State: "associating" } },
  };
};
