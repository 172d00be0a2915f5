import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import { tagsOf } from "./resource-tags.ts";
import { requireResource } from "./resources.ts";

export const getSecurityGroupsForVpc: Operation<typeof Ec2, "GetSecurityGroupsForVpc"> = (
  { VpcId, ...request },
  context,
) => {
  requireResource(context, "vpc", VpcId);
  const { items, next } = describeResources(context, "security-group", {
    ...request,
    Filters: [...(request.Filters ?? []), { Name: "vpc-id", Values: [VpcId ?? ""] }],
  });
  return {
    SecurityGroupForVpcs: items.map((group) => ({
      GroupId: group.GroupId,
      GroupName: group.GroupName,
      Description: group.Description,
      OwnerId: context.account,
      PrimaryVpcId: group.VpcId,
      Tags: tagsOf(context, group.GroupId),
    })),
    ...next,
  };
};
