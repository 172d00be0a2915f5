import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { requireResource } from "./resources.ts";
import { addAssociation, findAssociation, withoutAssociation } from "./route-tables.ts";

export const replaceRouteTableAssociation: Operation<typeof Ec2, "ReplaceRouteTableAssociation"> = (
  { AssociationId, RouteTableId },
  context,
) => {
  const { table, association } = findAssociation(context, AssociationId);
  requireResource(context, "route-table", RouteTableId);
  withoutAssociation(context, table, association);
  const id = addAssociation(context, RouteTableId, association);
  return { NewAssociationId: id, AssociationState: { State: "associated" } };
};
