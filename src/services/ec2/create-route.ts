import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { requireResource, saveResource } from "./resources.ts";
import { destinationOf, destinationText, sameDestination, targetOf } from "./routes.ts";

export const createRoute: Operation<typeof Ec2, "CreateRoute"> = (input, context) => {
  const table = requireResource(context, "route-table", input.RouteTableId);
  const destination = destinationOf(input);
  const target = targetOf(context, table, input);
  const existing = table.Routes?.find((route) => sameDestination(route, destination));
  if (existing) {
    throw new ServiceException(
      "RouteAlreadyExists",
      `The route identified by ${destinationText(destination)} already exists.`,
    );
  }
  saveResource(context, "route-table", table.RouteTableId, {
    ...table,
    Routes: [...(table.Routes ?? []), { ...destination, ...target, Origin: "CreateRoute", State: "active" }],
  });
  return { Return: true };
};
