/** A VPC as it is told. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { canonicalBlock, parseBlock } from "./cidr.ts";
import { invalidParameter } from "./fault.ts";
import type { FilterFields } from "./filters.ts";
import { tagsOf } from "./resource-tags.ts";
import type { VpcRecord } from "./resources.ts";

export function vpcDetail(context: OperationContext, record: VpcRecord): Ec2.Vpc {
  const { attributes: _, ...vpc } = record;
  return { ...vpc, Tags: tagsOf(context, vpc.VpcId) };
}

export const vpcFields: FilterFields<VpcRecord> = {
  cidr: ({ CidrBlock }) => CidrBlock,
  isDefault: ({ IsDefault }) => IsDefault,
  "cidr-block-association.cidr-block": ({ CidrBlockAssociationSet }) =>
    CidrBlockAssociationSet?.map(({ CidrBlock }) => CidrBlock),
  "cidr-block-association.association-id": ({ CidrBlockAssociationSet }) =>
    CidrBlockAssociationSet?.map(({ AssociationId }) => AssociationId),
  "cidr-block-association.state": ({ CidrBlockAssociationSet }) =>
    CidrBlockAssociationSet?.map(({ CidrBlockState }) => CidrBlockState?.State),
  "ipv6-cidr-block-association.ipv6-cidr-block": ({ Ipv6CidrBlockAssociationSet }) =>
    Ipv6CidrBlockAssociationSet?.map(({ Ipv6CidrBlock }) => Ipv6CidrBlock),
  "ipv6-cidr-block-association.association-id": ({ Ipv6CidrBlockAssociationSet }) =>
    Ipv6CidrBlockAssociationSet?.map(({ AssociationId }) => AssociationId),
  "ipv6-cidr-block-association.ipv6-pool": ({ Ipv6CidrBlockAssociationSet }) =>
    Ipv6CidrBlockAssociationSet?.map(({ Ipv6Pool }) => Ipv6Pool),
  "ipv6-cidr-block-association.state": ({ Ipv6CidrBlockAssociationSet }) =>
    Ipv6CidrBlockAssociationSet?.map(({ Ipv6CidrBlockState }) => Ipv6CidrBlockState?.State),
};

/** The size a VPC's or subnet's block may have. */
export function requireVpcBlock(text: string | undefined, code: "InvalidVpc.Range" | "InvalidSubnet.Range"): string {
  const block = parseBlock(text ?? "");
  if (!block) {
    throw invalidParameter(`Value (${text}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`);
  }
  if (block.length < 16 || block.length > 28) throw new ServiceException(code, `The CIDR '${text}' is invalid.`);
  return canonicalBlock(text ?? "");
}
