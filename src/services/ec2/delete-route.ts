import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { invalidParameter } from "./fault.ts";
import { requireResource, saveResource } from "./resources.ts";
import { destinationOf, destinationText, noSuchRoute, sameDestination } from "./routes.ts";

export const deleteRoute: Operation<typeof Ec2, "DeleteRoute"> = (input, context) => {
  const table = requireResource(context, "route-table", input.RouteTableId);
  const destination = destinationOf(input);
  const existing = table.Routes?.find((route) => sameDestination(route, destination));
  if (!existing) throw noSuchRoute(destination, table.RouteTableId);
  if (existing.GatewayId === "local") {
    throw invalidParameter(
      `cannot remove local route ${destinationText(destination)} in route table ${table.RouteTableId}`,
    );
  }
  saveResource(context, "route-table", table.RouteTableId, {
    ...table,
    Routes: table.Routes?.filter((route) => route !== existing),
  });
  return {};
};
