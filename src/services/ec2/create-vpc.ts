import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { missingParameter } from "./fault.ts";
import { newId } from "./ids.ts";
import { addTags, requestedTags } from "./resource-tags.ts";
import { createVpcWithDefaults } from "./vpc-defaults.ts";
import { requireVpcBlock, vpcDetail } from "./vpcs.ts";

export const createVpc: Operation<typeof Ec2, "CreateVpc"> = (input, context) => {
  if (input.CidrBlock === undefined && input.Ipv4IpamPoolId === undefined) throw missingParameter("cidrBlock");
  const block = requireVpcBlock(input.CidrBlock, "InvalidVpc.Range");
  const tags = requestedTags(input.TagSpecifications, "vpc");
  const vpc = createVpcWithDefaults(context, {
    block,
    isDefault: false,
    tenancy: input.InstanceTenancy,
    ipv6: input.AmazonProvidedIpv6CidrBlock,
    idFor: newId,
  });
  addTags(context, vpc.VpcId ?? "", tags);
  return { Vpc: { ...vpcDetail(context, vpc), State: "pending" } };
};
