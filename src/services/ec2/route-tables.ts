/** Route tables: description, and what happens to routes whose target is gone. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { newId } from "./ids.ts";
import { tagsOf } from "./resource-tags.ts";
import { allResources, requireResource, saveResource } from "./resources.ts";

export function routeTableDetail(context: OperationContext, table: Ec2.RouteTable): Ec2.RouteTable {
  return { ...table, Tags: tagsOf(context, table.RouteTableId) };
}

/** A route to something that no longer exists stays and leads nowhere. */
export function blackHoleRoutes(context: OperationContext, leadsThere: (route: Ec2.Route) => boolean): void {
  for (const table of allResources(context, "route-table")) {
    if (!table.Routes?.some(leadsThere)) continue;
    saveResource(context, "route-table", table.RouteTableId, {
      ...table,
      Routes: table.Routes.map((route) => (leadsThere(route) ? { ...route, State: "blackhole" } : route)),
    });
  }
}

/** The table that has this association, with the association. */
export function findAssociation(
  context: OperationContext,
  associationId: string | undefined,
): { readonly table: Ec2.RouteTable; readonly association: Ec2.RouteTableAssociation } {
  for (const table of allResources(context, "route-table")) {
    const association = table.Associations?.find((one) => one.RouteTableAssociationId === associationId);
    if (association) return { table, association };
  }
  throw new ServiceException("InvalidAssociationID.NotFound", `The association ID '${associationId}' does not exist`);
}

export function withoutAssociation(
  context: OperationContext,
  table: Ec2.RouteTable,
  association: Ec2.RouteTableAssociation,
): void {
  saveResource(context, "route-table", table.RouteTableId, {
    ...table,
    Associations: table.Associations?.filter((one) => one !== association),
  });
}

export function addAssociation(
  context: OperationContext,
  tableId: string | undefined,
  target: Pick<Ec2.RouteTableAssociation, "SubnetId" | "GatewayId" | "Main">,
): string {
  const table = requireResource(context, "route-table", tableId);
  const id = newId("rtbassoc");
  saveResource(context, "route-table", table.RouteTableId, {
    ...table,
    Associations: [
      ...(table.Associations ?? []),
      {
        Main: target.Main ?? false,
        RouteTableAssociationId: id,
        RouteTableId: table.RouteTableId,
        ...(target.SubnetId === undefined ? {} : { SubnetId: target.SubnetId }),
        ...(target.GatewayId === undefined ? {} : { GatewayId: target.GatewayId }),
        AssociationState: { State: "associated" },
      },
    ],
  });
  return id;
}
