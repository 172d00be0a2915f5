import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { allResources, saveResource } from "./resources.ts";

export const disassociateSubnetCidrBlock: Operation<typeof Ec2, "DisassociateSubnetCidrBlock"> = (
  { AssociationId },
  context,
) => {
  for (const subnet of allResources(context, "subnet")) {
    const association = subnet.Ipv6CidrBlockAssociationSet?.find((one) => one.AssociationId === AssociationId);
    if (!association) continue;
    // Source: EC2's answer, as its users report it.
    if (subnet.AssignIpv6AddressOnCreation) {
      throw new ServiceException(
        "InvalidCidrBlock.InUse",
        `The subnet IPv6 CIDR block with association ID ${AssociationId} may not be disassociated, because its subnet has assign-ipv6-address-on-creation set to true.`,
      );
    }
    saveResource(context, "subnet", subnet.SubnetId, {
      ...subnet,
      Ipv6CidrBlockAssociationSet: subnet.Ipv6CidrBlockAssociationSet?.filter((one) => one !== association),
    });
    return {
      SubnetId: subnet.SubnetId,
      Ipv6CidrBlockAssociation: { ...association, Ipv6CidrBlockState: { State: "disassociating" } },
    };
  }
  throw new ServiceException(
    "InvalidSubnetCidrBlockAssociationID.NotFound",
    `The subnet CIDR block with association ID '${AssociationId}' does not exist`,
  );
};
