import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { hasDependencies } from "./fault.ts";
import { endAssociations } from "./group-vpc-associations.ts";
import { allResources, removeResource, requireResource } from "./resources.ts";
import { removeSecurityGroup } from "./security-groups.ts";

export const deleteVpc: Operation<typeof Ec2, "DeleteVpc"> = ({ VpcId }, context) => {
  const vpc = requireResource(context, "vpc", VpcId);
  const id = vpc.VpcId ?? "";
  if (vpcHasDependents(context, id)) throw hasDependencies("vpc", id);
  const within = <K extends "route-table" | "network-acl" | "security-group">(kind: K) =>
    allResources(context, kind).filter((one) => one.VpcId === id);
  for (const { RouteTableId = "" } of within("route-table")) removeResource(context, "route-table", RouteTableId);
  for (const { NetworkAclId = "" } of within("network-acl")) removeResource(context, "network-acl", NetworkAclId);
  for (const { GroupId } of within("security-group")) removeSecurityGroup(context, GroupId);
  endAssociations(context, id);
  removeResource(context, "vpc", id);
  return {};
};

// What came with the VPC goes with it; everything else must be gone before.
function vpcHasDependents(context: OperationContext, id: string): boolean {
  const inVpc = ({ VpcId }: { readonly VpcId?: string | undefined }) => VpcId === id;
  const attached = ({
    Attachments,
  }: {
    readonly Attachments?: readonly { readonly VpcId?: string | undefined }[] | undefined;
  }) => Attachments?.some(inVpc) ?? false;
  return (
    allResources(context, "subnet").some(inVpc) ||
    allResources(context, "internet-gateway").some(attached) ||
    allResources(context, "egress-only-internet-gateway").some(attached) ||
    allResources(context, "network-interface").some(inVpc) ||
    allResources(context, "vpc-endpoint").some(inVpc) ||
    allResources(context, "natgateway").some((gateway) => inVpc(gateway) && gateway.State === "available") ||
    allResources(context, "security-group").some((group) => inVpc(group) && group.GroupName !== "default") ||
    allResources(context, "network-acl").some((acl) => inVpc(acl) && !acl.IsDefault) ||
    allResources(context, "route-table").some((table) => inVpc(table) && !table.Associations?.some(({ Main }) => Main))
  );
}
