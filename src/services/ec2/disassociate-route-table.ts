import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { invalidParameter } from "./fault.ts";
import { findAssociation, withoutAssociation } from "./route-tables.ts";

export const disassociateRouteTable: Operation<typeof Ec2, "DisassociateRouteTable"> = ({ AssociationId }, context) => {
  const { table, association } = findAssociation(context, AssociationId);
  if (association.Main) {
    throw invalidParameter(`cannot disassociate the main route table association ${AssociationId}`);
  }
  withoutAssociation(context, table, association);
  return {};
};
