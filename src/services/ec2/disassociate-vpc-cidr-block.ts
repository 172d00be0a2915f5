import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { allResources } from "./resources.ts";
import { saveVpcBlocks } from "./vpc-blocks.ts";

export const disassociateVpcCidrBlock: Operation<typeof Ec2, "DisassociateVpcCidrBlock"> = (
  { AssociationId },
  context,
) => {
  for (const vpc of allResources(context, "vpc")) {
    const ipv4 = vpc.CidrBlockAssociationSet?.find((one) => one.AssociationId === AssociationId);
    const ipv6 = vpc.Ipv6CidrBlockAssociationSet?.find((one) => one.AssociationId === AssociationId);
    if (ipv4 && ipv4.CidrBlock === vpc.CidrBlock) {
      throw new ServiceException(
        "OperationNotPermitted",
        `The vpc CIDR block with association ID ${AssociationId} may not be disassociated. It is the primary IPv4 CIDR block of the VPC`,
      );
    }
    if (!ipv4 && !ipv6) continue;
    saveVpcBlocks(context, {
      ...vpc,
      CidrBlockAssociationSet: vpc.CidrBlockAssociationSet?.filter((one) => one !== ipv4),
      Ipv6CidrBlockAssociationSet: vpc.Ipv6CidrBlockAssociationSet?.filter((one) => one !== ipv6),
    });
    return {
      VpcId: vpc.VpcId,
      ...(ipv4 ? { CidrBlockAssociation: { ...ipv4, CidrBlockState: { State: "disassociating" as const } } } : {}),
      ...(ipv6
        ? { Ipv6CidrBlockAssociation: { ...ipv6, Ipv6CidrBlockState: { State: "disassociating" as const } } }
        : {}),
    };
  }
  throw new ServiceException(
    "InvalidVpcCidrBlockAssociationID.NotFound",
    `The vpc CIDR block association ID '${AssociationId}' does not exist`,
  );
};
