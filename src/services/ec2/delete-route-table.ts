import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { hasDependencies } from "./fault.ts";
import { removeResource, requireResource } from "./resources.ts";

export const deleteRouteTable: Operation<typeof Ec2, "DeleteRouteTable"> = ({ RouteTableId }, context) => {
  const table = requireResource(context, "route-table", RouteTableId);
  const id = table.RouteTableId ?? "";
  if (table.Associations?.length) throw hasDependencies("routeTable", id);
  removeResource(context, "route-table", id);
  return {};
};
