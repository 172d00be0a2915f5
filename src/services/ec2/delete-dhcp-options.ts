import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { hasDependencies } from "./fault.ts";
import { allResources, removeResource, requireResource } from "./resources.ts";

export const deleteDhcpOptions: Operation<typeof Ec2, "DeleteDhcpOptions"> = ({ DhcpOptionsId: id = "" }, context) => {
  requireResource(context, "dhcp-options", id);
  if (allResources(context, "vpc").some(({ DhcpOptionsId }) => DhcpOptionsId === id)) {
    throw hasDependencies("dhcpOptions", id);
  }
  removeResource(context, "dhcp-options", id);
  return {};
};
