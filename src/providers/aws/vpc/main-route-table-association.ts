/** Which route table is a VPC's main one; the one before takes its place again at the end. */
import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { filters } from "./ec2.ts";
import { findAssociation } from "./routes.ts";

export const awsMainRouteTableAssociation = defineResource<VpcResources["aws_main_route_table_association"]>({
  title: "Main Route Table Association",
  importable: false,
  named: () => null,

  async create(planned, aws) {
    const { RouteTables } = await aws.call("ec2", "DescribeRouteTables", {
      Filters: filters({ "association.main": "true", "vpc-id": planned.vpc_id }),
    });
    const main = RouteTables?.[0]?.Associations?.find((one) => one.Main);
    if (!main?.RouteTableAssociationId)
      throw new Refusal(`reading Main Route Table Association (${planned.vpc_id}): couldn't find resource`);
    const id = await replace(aws, main.RouteTableAssociationId, planned.route_table_id);
    return { id, original_route_table_id: main.RouteTableId };
  },

  async read(state, aws) {
    return (await findAssociation(aws, state.id)) && {};
  },

  update: (planned, aws) => replace(aws, planned.id, planned.route_table_id),

  async delete(prior, aws) {
    await replace(aws, prior.id, prior.original_route_table_id ?? "");
  },
});

async function replace(aws: Aws, AssociationId: string, RouteTableId: string): Promise<string> {
  const { NewAssociationId } = await aws.call("ec2", "ReplaceRouteTableAssociation", { AssociationId, RouteTableId });
  return NewAssociationId ?? "";
}
