import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { hasDependencies } from "./fault.ts";
import { removeResource, requireResource } from "./resources.ts";
import { blackHoleRoutes } from "./route-tables.ts";

export const deleteInternetGateway: Operation<typeof Ec2, "DeleteInternetGateway"> = (
  { InternetGatewayId },
  context,
) => {
  const gateway = requireResource(context, "internet-gateway", InternetGatewayId);
  const id = gateway.InternetGatewayId ?? "";
  if (gateway.Attachments?.length) throw hasDependencies("internetGateway", id);
  removeResource(context, "internet-gateway", id);
  blackHoleRoutes(context, ({ GatewayId }) => GatewayId === id);
  return {};
};
