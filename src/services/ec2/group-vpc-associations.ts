/** Security groups that further VPCs may use: told of with them, beside the groups of the VPC itself. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { cutPage } from "./describe.ts";
import { dependencyViolation, invalidParameter } from "./fault.ts";
import { checkFilters, matchesFilters } from "./filters.ts";
import { allResources, requireResource, type SecurityGroupRecord } from "./resources.ts";

const key = ({ account, region }: OperationContext, ...ids: string[]) => [
  "ec2",
  account,
  region,
  "group-vpc-association",
  ...ids,
];

const allAssociations = (context: OperationContext): Ec2.SecurityGroupVpcAssociation[] =>
  Array.from(context.store.range<Ec2.SecurityGroupVpcAssociation>({ prefix: key(context) }), ({ value }) => value);

export const groupsAssociatedWith = (context: OperationContext, vpcId: string | undefined): SecurityGroupRecord[] =>
  allAssociations(context)
    .filter(({ VpcId }) => VpcId === vpcId)
    .map(({ GroupId }) => requireResource(context, "security-group", GroupId));

/** With what is deleted, a group or a VPC, its associations go. */
export function endAssociations(context: OperationContext, groupOrVpc: string): void {
  for (const { GroupId = "", VpcId = "" } of allAssociations(context)) {
    if (GroupId === groupOrVpc || VpcId === groupOrVpc) context.store.delete(key(context, GroupId, VpcId));
  }
}

// Source: EC2's API reference: default groups and the default VPC have no part in this.
export const associateSecurityGroupVpc: Operation<typeof Ec2, "AssociateSecurityGroupVpc"> = (input, context) => {
  const group = requireResource(context, "security-group", input.GroupId);
  const vpc = requireResource(context, "vpc", input.VpcId);
  if (group.GroupName === "default") {
    throw invalidParameter(`The default security group '${group.GroupId}' cannot be associated with another VPC.`);
  }
  const own = requireResource(context, "vpc", group.VpcId);
  if (vpc.IsDefault || own.IsDefault) {
    throw invalidParameter("Security groups cannot be associated with, or from, the default VPC.");
  }
  context.store.put(key(context, group.GroupId, vpc.VpcId as string), {
    GroupId: group.GroupId,
    VpcId: vpc.VpcId,
    VpcOwnerId: vpc.OwnerId,
    GroupOwnerId: context.account,
    State: "associated",
  } satisfies Ec2.SecurityGroupVpcAssociation);
  return { State: "associating" };
};

export const disassociateSecurityGroupVpc: Operation<typeof Ec2, "DisassociateSecurityGroupVpc"> = (
  { VpcId = "", ...input },
  context,
) => {
  const { GroupId } = requireResource(context, "security-group", input.GroupId);
  const used = allResources(context, "network-interface").some(
    (card) => card.VpcId === VpcId && card.Groups?.some((group) => group.GroupId === GroupId),
  );
  if (used) throw dependencyViolation(`resource ${GroupId} has a dependent object`);
  if (!context.store.delete(key(context, GroupId, VpcId))) {
    throw new ServiceException(
      "InvalidSecurityGroupVpcAssociation.NotFound",
      `The security group '${GroupId}' is not associated with the vpc '${VpcId}'`,
    );
  }
  return { State: "disassociating" };
};

export const describeSecurityGroupVpcAssociations: Operation<typeof Ec2, "DescribeSecurityGroupVpcAssociations"> = (
  { Filters, ...request },
  context,
) => {
  checkFilters("group-vpc-association", Filters);
  const found = allAssociations(context).filter((association) => matchesFilters(association, [], Filters, {}));
  const { items, next } = cutPage(found, request);
  return { SecurityGroupVpcAssociations: items, ...next };
};
