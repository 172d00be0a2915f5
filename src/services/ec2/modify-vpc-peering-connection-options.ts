import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { requirePeering, savePeering } from "./peering-connections.ts";

export const modifyVpcPeeringConnectionOptions: Operation<typeof Ec2, "ModifyVpcPeeringConnectionOptions"> = (
  { VpcPeeringConnectionId, RequesterPeeringConnectionOptions, AccepterPeeringConnectionOptions },
  context,
) => {
  const connection = requirePeering(context, VpcPeeringConnectionId, "active", ["active"]);
  const changed = (
    side: Ec2.VpcPeeringConnectionVpcInfo | undefined,
    options: Ec2.PeeringConnectionOptionsRequest | undefined,
  ) => ({ ...side, PeeringOptions: { ...side?.PeeringOptions, ...options } });
  const { RequesterVpcInfo, AccepterVpcInfo } = connection;
  savePeering(context, {
    ...connection,
    RequesterVpcInfo: changed(RequesterVpcInfo, RequesterPeeringConnectionOptions),
    AccepterVpcInfo: changed(AccepterVpcInfo, AccepterPeeringConnectionOptions),
  });
  return {
    ...(RequesterPeeringConnectionOptions ? { RequesterPeeringConnectionOptions } : {}),
    ...(AccepterPeeringConnectionOptions ? { AccepterPeeringConnectionOptions } : {}),
  };
};
