import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { dissociate } from "./addresses.ts";
import { allResources, removeResource, requireResource, saveResource } from "./resources.ts";
import { blackHoleRoutes } from "./route-tables.ts";

export const deleteNatGateway: Operation<typeof Ec2, "DeleteNatGateway"> = ({ NatGatewayId: id = "" }, context) => {
  const gateway = requireResource(context, "natgateway", id);
  for (const address of allResources(context, "elastic-ip")) {
    if (gateway.NatGatewayAddresses?.some(({ AllocationId }) => AllocationId === address.AllocationId)) {
      dissociate(context, address);
    }
  }
  const card = gateway.NatGatewayAddresses?.[0]?.NetworkInterfaceId;
  if (card !== undefined) removeResource(context, "network-interface", card);
  saveResource(context, "natgateway", id, {
    ...gateway,
    State: "deleted",
    DeleteTime: new Date(context.clock.now()),
  });
  blackHoleRoutes(context, ({ NatGatewayId }) => NatGatewayId === id);
  return { NatGatewayId: id };
};
