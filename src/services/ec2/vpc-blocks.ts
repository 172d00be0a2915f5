/** A VPC's blocks show in its route tables as local routes. */
import type { OperationContext } from "../../cloud/operation.ts";
import type { VpcRecord } from "./resources.ts";
import { allResources, saveResource } from "./resources.ts";
import { localRoutes } from "./vpc-defaults.ts";

export function saveVpcBlocks(context: OperationContext, vpc: VpcRecord): void {
  saveResource(context, "vpc", vpc.VpcId, vpc);
  for (const table of allResources(context, "route-table").filter(({ VpcId }) => VpcId === vpc.VpcId)) {
    saveResource(context, "route-table", table.RouteTableId, {
      ...table,
      Routes: [
        ...localRoutes(vpc),
        ...(table.Routes ?? []).filter(
          ({ Origin, GatewayId }) => Origin !== "CreateRouteTable" || GatewayId !== "local",
        ),
      ],
    });
  }
}
