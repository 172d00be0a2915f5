import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { invalidParameter, missingParameter } from "./fault.ts";
import { allResources, requireResource } from "./resources.ts";
import { addAssociation } from "./route-tables.ts";

export const associateRouteTable: Operation<typeof Ec2, "AssociateRouteTable"> = (
  { RouteTableId, SubnetId, GatewayId },
  context,
) => {
  const table = requireResource(context, "route-table", RouteTableId);
  if (SubnetId === undefined && GatewayId === undefined) throw missingParameter("subnetId");
  if (SubnetId !== undefined) {
    const subnet = requireResource(context, "subnet", SubnetId);
    if (subnet.VpcId !== table.VpcId) {
      throw invalidParameter(`Route table ${RouteTableId} and subnet ${SubnetId} belong to different networks`);
    }
  } else {
    requireResource(context, "internet-gateway", GatewayId);
  }
  const taken = allResources(context, "route-table").flatMap(({ Associations = [] }) => Associations);
  const same = taken.find((one) => (SubnetId === undefined ? one.GatewayId === GatewayId : one.SubnetId === SubnetId));
  if (same) {
    // The same association once more is no fault.
    if (same.RouteTableId === RouteTableId) {
      return { AssociationId: same.RouteTableAssociationId, AssociationState: { State: "associated" } };
    }
    throw new ServiceException(
      "Resource.AlreadyAssociated",
      `the specified association for route table ${RouteTableId} conflicts with an existing association`,
    );
  }
  const id = addAssociation(context, RouteTableId, { SubnetId, GatewayId, Main: false });
  return { AssociationId: id, AssociationState: { State: "associated" } };
};
