import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { canonicalBlock, contains, overlaps, parseBlock } from "./cidr.ts";
import { missingParameter } from "./fault.ts";
import { newId } from "./ids.ts";
import { addTags, requestedTags } from "./resource-tags.ts";
import type { VpcRecord } from "./resources.ts";
import { allResources, requireResource } from "./resources.ts";
import { saveSubnet, subnetDetail } from "./subnets.ts";
import { requireVpcBlock } from "./vpcs.ts";
import { requireZone, zonesOf } from "./zones.ts";

export const createSubnet: Operation<typeof Ec2, "CreateSubnet"> = (input, context) => {
  if (input.CidrBlock === undefined && !input.Ipv6Native) throw missingParameter("cidrBlock");
  const vpc = requireResource(context, "vpc", input.VpcId);
  const tags = requestedTags(input.TagSpecifications, "subnet");
  const zone =
    input.AvailabilityZone === undefined && input.AvailabilityZoneId === undefined
      ? zonesOf(context.region)[0]
      : requireZone(context.region, input.AvailabilityZone, input.AvailabilityZoneId);
  if (input.CidrBlock !== undefined) checkSubnetBlock(context, vpc, input.CidrBlock);
  const id = newId("subnet");
  const subnet = saveSubnet(context, {
    id,
    vpcId: vpc.VpcId ?? "",
    zone: zone ?? { name: "", id: "" },
    block: input.CidrBlock === undefined ? undefined : canonicalBlock(input.CidrBlock),
    ipv6Block: input.Ipv6CidrBlock,
  });
  addTags(context, id, tags);
  return { Subnet: subnetDetail(context, subnet) };
};

function checkSubnetBlock(context: OperationContext, vpc: VpcRecord, text: string): void {
  const canonical = requireVpcBlock(text, "InvalidSubnet.Range");
  const block = parseBlock(canonical);
  if (!block) return;
  const within = vpc.CidrBlockAssociationSet?.some(({ CidrBlock = "" }) => {
    const outer = parseBlock(CidrBlock);
    return outer !== undefined && contains(outer, block);
  });
  if (!within || canonical !== text)
    throw new ServiceException("InvalidSubnet.Range", `The CIDR '${text}' is invalid.`);
  const conflicting = allResources(context, "subnet").some(({ VpcId, CidrBlock = "" }) => {
    const other = parseBlock(CidrBlock);
    return VpcId === vpc.VpcId && other !== undefined && overlaps(other, block);
  });
  if (conflicting) {
    throw new ServiceException("InvalidSubnet.Conflict", `The CIDR '${text}' conflicts with another subnet`);
  }
}
