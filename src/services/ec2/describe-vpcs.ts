import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import { vpcDetail, vpcFields } from "./vpcs.ts";

export const describeVpcs: Operation<typeof Ec2, "DescribeVpcs"> = ({ VpcIds, ...request }, context) => {
  const { items, next } = describeResources(context, "vpc", { ids: VpcIds, ...request }, vpcFields);
  return { Vpcs: items.map((vpc) => vpcDetail(context, vpc)), ...next };
};
