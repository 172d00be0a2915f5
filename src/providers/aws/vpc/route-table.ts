import type { RouteTable as Ec2RouteTable } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { without } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { ec2Arn, retagEc2, taggedAs } from "./ec2.ts";
import { changeRoutes, findRouteTable, routesFound, type TableRoute } from "./routes.ts";

export const awsRouteTable = defineResource<VpcResources["aws_route_table"]>({
  title: "Route Table",
  named: () => null,

  async create(planned, aws, keep) {
    const { RouteTable } = await aws.call("ec2", "CreateRouteTable", {
      VpcId: planned.vpc_id,
      TagSpecifications: taggedAs("route-table", planned.tags_all),
    });
    const id = RouteTable?.RouteTableId ?? "";
    keep(id);
    await changePropagation(aws, id, [], planned.propagating_vgws);
    await changeRoutes(aws, id, [], planned.route);
    return { id };
  },

  async read(state, aws) {
    const table = await findRouteTable(aws, state.id);
    return table && tableFound(aws, table, state.route);
  },

  async update(planned, aws, prior) {
    await changePropagation(aws, planned.id, prior.propagating_vgws, planned.propagating_vgws);
    await changeRoutes(aws, planned.id, prior.route, planned.route);
    await retagEc2(aws, prior, planned);
  },

  async delete(prior, aws) {
    const table = await findRouteTable(aws, prior.id);
    for (const { RouteTableAssociationId = "" } of table?.Associations ?? [])
      await unless(
        aws.call("ec2", "DisassociateRouteTable", { AssociationId: RouteTableAssociationId }),
        "InvalidAssociationID.NotFound",
      );
    await unless(aws.call("ec2", "DeleteRouteTable", { RouteTableId: prior.id }), "InvalidRouteTableID.NotFound");
  },
});

export const tableFound = (aws: Aws, table: Ec2RouteTable, known: readonly TableRoute[]) => ({
  arn: ec2Arn(aws, table.OwnerId, `route-table/${table.RouteTableId}`),
  owner_id: table.OwnerId,
  propagating_vgws: (table.PropagatingVgws ?? []).map((gateway) => gateway.GatewayId ?? ""),
  route: routesFound(table.Routes, known),
  vpc_id: table.VpcId,
  tags: tagMap(table.Tags),
});

export async function changePropagation(
  aws: Aws,
  RouteTableId: string,
  prior: readonly string[],
  planned: readonly string[],
): Promise<void> {
  for (const GatewayId of without(prior, planned))
    await aws.call("ec2", "DisableVgwRoutePropagation", { RouteTableId, GatewayId });
  for (const GatewayId of without(planned, prior))
    await aws.call("ec2", "EnableVgwRoutePropagation", { RouteTableId, GatewayId });
}
