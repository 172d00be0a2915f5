import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { overlaps, parseBlock } from "./cidr.ts";
import { newId } from "./ids.ts";
import type { VpcRecord } from "./resources.ts";
import { requireResource } from "./resources.ts";
import { saveVpcBlocks } from "./vpc-blocks.ts";
import { providedIpv6 } from "./vpc-defaults.ts";
import { requireVpcBlock } from "./vpcs.ts";

export const associateVpcCidrBlock: Operation<typeof Ec2, "AssociateVpcCidrBlock"> = (input, context) => {
  const vpc = requireResource(context, "vpc", input.VpcId);
  const id = vpc.VpcId ?? "";
  if (input.AmazonProvidedIpv6CidrBlock) {
    const association = providedIpv6(context, newId("vpc"));
    const changed: VpcRecord = {
      ...vpc,
      Ipv6CidrBlockAssociationSet: [...(vpc.Ipv6CidrBlockAssociationSet ?? []), association],
    };
    saveVpcBlocks(context, changed);
    return {
      VpcId: id,
      Ipv6CidrBlockAssociation: { ...association, Ipv6CidrBlockState: { State: "associating" } },
    };
  }
  const block = requireVpcBlock(input.CidrBlock, "InvalidVpc.Range");
  const parsed = parseBlock(block);
  if (
    parsed &&
    vpc.CidrBlockAssociationSet?.some(({ CidrBlock = "" }) => {
      const other = parseBlock(CidrBlock);
      return other && overlaps(parsed, other);
    })
  ) {
    throw new ServiceException("InvalidVpc.Range", `The CIDR '${block}' conflicts with another CIDR block of the VPC.`);
  }
  const association = { AssociationId: newId("vpc-cidr-assoc"), CidrBlock: block };
  saveVpcBlocks(context, {
    ...vpc,
    CidrBlockAssociationSet: [
      ...(vpc.CidrBlockAssociationSet ?? []),
      { ...association, CidrBlockState: { State: "associated" } },
    ],
  });
  return { VpcId: id, CidrBlockAssociation: { ...association, CidrBlockState: { State: "associating" } } };
};
