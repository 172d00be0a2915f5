import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { findResource, kinds, removeResource } from "./resources.ts";
import { removeGatewayRoutes } from "./vpc-endpoints.ts";

export const deleteVpcEndpoints: Operation<typeof Ec2, "DeleteVpcEndpoints"> = ({ VpcEndpointIds = [] }, context) => {
  const unknown = VpcEndpointIds.filter((id) => !findResource(context, "vpc-endpoint", id));
  for (const id of VpcEndpointIds) {
    const endpoint = findResource(context, "vpc-endpoint", id);
    if (!endpoint) continue;
    removeGatewayRoutes(context, endpoint, endpoint.RouteTableIds ?? []);
    for (const card of endpoint.NetworkInterfaceIds ?? []) removeResource(context, "network-interface", card);
    removeResource(context, "vpc-endpoint", id);
  }
  return {
    Unsuccessful: unknown.map((ResourceId) => ({
      ResourceId,
      Error: { Code: kinds["vpc-endpoint"].code, Message: kinds["vpc-endpoint"].sentence(ResourceId) },
    })),
  };
};
