import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { cutPage } from "./describe.ts";
import { checkFilters, matchesFilters } from "./filters.ts";
import { groupsAssociatedWith } from "./group-vpc-associations.ts";
import { tagsOf } from "./resource-tags.ts";
import { allResources, requireResource, type SecurityGroupRecord } from "./resources.ts";

export const getSecurityGroupsForVpc: Operation<typeof Ec2, "GetSecurityGroupsForVpc"> = (
  { VpcId, ...request },
  context,
) => {
  requireResource(context, "vpc", VpcId);
  checkFilters("security-group", request.Filters);
  const groups = [
    ...allResources(context, "security-group").filter((group) => group.VpcId === VpcId),
    ...groupsAssociatedWith(context, VpcId),
  ];
  const fields = { "owner-id": () => context.account, "primary-vpc-id": (group: SecurityGroupRecord) => group.VpcId };
  const matching = groups.filter((group) =>
    matchesFilters(group, tagsOf(context, group.GroupId), request.Filters, fields),
  );
  const { items, next } = cutPage(matching, request);
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
