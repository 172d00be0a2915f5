import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { requireResource, saveResource } from "./resources.ts";
import { destinationOf, noSuchRoute, sameDestination, targetOf } from "./routes.ts";

export const replaceRoute: Operation<typeof Ec2, "ReplaceRoute"> = (input, context) => {
  const table = requireResource(context, "route-table", input.RouteTableId);
  const destination = destinationOf(input);
  const existing = table.Routes?.find((route) => sameDestination(route, destination));
  if (!existing) throw noSuchRoute(destination, table.RouteTableId);
  const target = input.LocalTarget ? { GatewayId: "local" } : targetOf(context, table, input);
  saveResource(context, "route-table", table.RouteTableId, {
    ...table,
    Routes: table.Routes?.map((route) =>
      route === existing ? { ...destination, ...target, Origin: route.Origin, State: "active" } : route,
    ),
  });
  return {};
};
