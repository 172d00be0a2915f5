import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { hasDependencies } from "./fault.ts";
import { allResources, removeResource, requireResource, saveResource } from "./resources.ts";
import { interfacesIn } from "./subnet-interfaces.ts";

export const deleteSubnet: Operation<typeof Ec2, "DeleteSubnet"> = ({ SubnetId }, context) => {
  const subnet = requireResource(context, "subnet", SubnetId);
  const id = subnet.SubnetId ?? "";
  if (interfacesIn(context, id).length > 0) throw hasDependencies("subnet", id);
  for (const acl of allResources(context, "network-acl")) {
    const Associations = acl.Associations?.filter((one) => one.SubnetId !== id);
    if (Associations?.length !== acl.Associations?.length) {
      saveResource(context, "network-acl", acl.NetworkAclId, { ...acl, Associations });
    }
  }
  for (const table of allResources(context, "route-table")) {
    const Associations = table.Associations?.filter((one) => one.SubnetId !== id);
    if (Associations?.length !== table.Associations?.length) {
      saveResource(context, "route-table", table.RouteTableId, { ...table, Associations });
    }
  }
  removeResource(context, "subnet", id);
  return {};
};
