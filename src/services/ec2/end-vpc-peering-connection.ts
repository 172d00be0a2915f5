/** RejectVpcPeeringConnection and DeleteVpcPeeringConnection: the connection is still told of, in its last state. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { requirePeering, savePeering } from "./peering-connections.ts";

export const rejectVpcPeeringConnection: Operation<typeof Ec2, "RejectVpcPeeringConnection"> = (input, context) => {
  const connection = requirePeering(context, input.VpcPeeringConnectionId, "rejected", ["pending-acceptance"]);
  savePeering(context, { ...connection, Status: { Code: "rejected", Message: `Rejected by ${context.account}` } });
  return { Return: true };
};

export const deleteVpcPeeringConnection: Operation<typeof Ec2, "DeleteVpcPeeringConnection"> = (input, context) => {
  const connection = requirePeering(context, input.VpcPeeringConnectionId, "deleting", [
    "pending-acceptance",
    "active",
  ]);
  savePeering(context, { ...connection, Status: { Code: "deleted", Message: `Deleted by ${context.account}` } });
  return { Return: true };
};
