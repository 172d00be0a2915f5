import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { findAssociation, findRouteTable } from "./routes.ts";

export const awsRouteTableAssociation = defineResource<VpcResources["aws_route_table_association"]>({
  title: "Route Table Association",
  named: () => null,

  async create(planned, aws) {
    const { AssociationId = "" } = await aws.call("ec2", "AssociateRouteTable", {
      RouteTableId: planned.route_table_id,
      SubnetId: given(planned.subnet_id),
      GatewayId: given(planned.gateway_id),
    });
    return { id: AssociationId };
  },

  async read(state, aws) {
    const association = await findAssociation(aws, state.id);
    if (!association) return undefined;
    return {
      gateway_id: association.GatewayId,
      route_table_id: association.RouteTableId,
      subnet_id: association.SubnetId,
    };
  },

  async update(planned, aws) {
    const { NewAssociationId } = await aws.call("ec2", "ReplaceRouteTableAssociation", {
      AssociationId: planned.id,
      RouteTableId: planned.route_table_id,
    });
    return NewAssociationId;
  },

  async delete(prior, aws) {
    await unless(
      aws.call("ec2", "DisassociateRouteTable", { AssociationId: prior.id }),
      "InvalidAssociationID.NotFound",
    );
  },

  async importId(id, aws) {
    const [target, tableId, more] = id.split("/");
    if (!target || !tableId || more !== undefined)
      throw new Refusal(
        `Unexpected format for import: ${id}. Use 'subnet ID/route table ID' or 'gateway ID/route table ID`,
      );
    const table = await findRouteTable(aws, tableId);
    if (!table) throw new Refusal("couldn't find resource");
    const found = table?.Associations?.find((one) => one.SubnetId === target || one.GatewayId === target);
    if (!found?.RouteTableAssociationId)
      throw new Refusal(`No association found between route table ID ${tableId} and target ID ${target}`);
    return { id: found.RouteTableAssociationId };
  },
});
