import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { removeResource, requireResource } from "./resources.ts";
import { blackHoleRoutes } from "./route-tables.ts";

export const deleteEgressOnlyInternetGateway: Operation<typeof Ec2, "DeleteEgressOnlyInternetGateway"> = (
  { EgressOnlyInternetGatewayId: id = "" },
  context,
) => {
  requireResource(context, "egress-only-internet-gateway", id);
  removeResource(context, "egress-only-internet-gateway", id);
  blackHoleRoutes(context, (route) => route.EgressOnlyInternetGatewayId === id);
  return { ReturnCode: true };
};
