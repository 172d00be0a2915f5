import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { peeringDetail, requirePeering, savePeering, sideOf } from "./peering-connections.ts";
import { requireResource } from "./resources.ts";

export const acceptVpcPeeringConnection: Operation<typeof Ec2, "AcceptVpcPeeringConnection"> = (input, context) => {
  const pending = requirePeering(context, input.VpcPeeringConnectionId, "active", ["pending-acceptance"]);
  const { ExpirationTime: _, ...rest } = pending;
  const vpc = requireResource(context, "vpc", pending.AccepterVpcInfo?.VpcId);
  const connection: Ec2.VpcPeeringConnection = {
    ...rest,
    AccepterVpcInfo: sideOf(context, vpc),
    Status: { Code: "active", Message: "Active" },
  };
  savePeering(context, connection);
  return {
    VpcPeeringConnection: {
      ...peeringDetail(context, connection),
      Status: { Code: "provisioning", Message: "Provisioning" },
    },
  };
};
