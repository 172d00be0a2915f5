/** The route table that came with a VPC: taken over, emptied and filled, and left behind when it is no longer wanted. */
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { retagEc2 } from "./ec2.ts";
import { changePropagation, tableFound } from "./route-table.ts";
import { changeRoutes, findRouteTable, routesFound } from "./routes.ts";

export const awsDefaultRouteTable = defineResource<VpcResources["aws_default_route_table"]>({
  title: "EC2 Default Route Table",
  named: (planned) => planned.default_route_table_id,

  async create(planned, aws, keep) {
    const id = planned.default_route_table_id;
    const table = await findRouteTable(aws, id);
    if (!table) throw new Refusal(`reading EC2 Default Route Table (${id}): couldn't find resource`);
    keep(id);
    const gateways = (table.PropagatingVgws ?? []).map((gateway) => gateway.GatewayId ?? "");
    await changePropagation(aws, id, gateways, planned.propagating_vgws);
    await changeRoutes(aws, id, routesFound(table.Routes, []), planned.route);
    await retagEc2(aws, { id, tags_all: tagMap(table.Tags) }, { id, tags_all: planned.tags_all });
    return { id };
  },

  async read(state, aws) {
    const table = await findRouteTable(aws, state.id);
    return table && { ...tableFound(aws, table, state.route), default_route_table_id: state.id };
  },

  async update(planned, aws, prior) {
    await changePropagation(aws, planned.id, prior.propagating_vgws, planned.propagating_vgws);
    await changeRoutes(aws, planned.id, prior.route, planned.route);
    await retagEc2(aws, prior, planned);
  },

  async delete() {},

  // The id to import is the VPC's.
  async importId(id, aws) {
    const { RouteTables } = await aws.call("ec2", "DescribeRouteTables", {
      Filters: [
        { Name: "association.main", Values: ["true"] },
        { Name: "vpc-id", Values: [id] },
      ],
    });
    const table = RouteTables?.[0]?.RouteTableId;
    if (!table) throw new Refusal("empty result");
    return { id: table };
  },
});
