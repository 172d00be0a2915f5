import { defineDataSource } from "../framework/behaviour.ts";
import { everyPage, given } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcDataSources } from "../schema/vpc-data.generated.ts";
import { ec2Arn } from "./ec2.ts";
import { lookUpFilters, theOne } from "./lookup.ts";
import { targetFound } from "./routes.ts";

export const awsRouteTableData = defineDataSource<VpcDataSources["aws_route_table"]>({
  title: "EC2 Route Table",
  async read(config, aws) {
    const { RouteTables } = await aws.call("ec2", "DescribeRouteTables", {
      Filters: lookUpFilters(
        {
          "route-table-id": given(config.route_table_id),
          "vpc-id": config.vpc_id,
          "association.subnet-id": config.subnet_id,
          "association.gateway-id": config.gateway_id,
        },
        config,
      ),
    });
    const table = theOne(RouteTables, "EC2 Route Table");
    return {
      id: table.RouteTableId,
      route_table_id: table.RouteTableId,
      arn: ec2Arn(aws, table.OwnerId, `route-table/${table.RouteTableId}`),
      associations: (table.Associations ?? []).map((one) => ({
        gateway_id: one.GatewayId,
        main: one.Main,
        route_table_association_id: one.RouteTableAssociationId,
        route_table_id: one.RouteTableId,
        subnet_id: one.SubnetId,
      })),
      owner_id: table.OwnerId,
      routes: (table.Routes ?? [])
        .filter((route) => route.GatewayId !== "local" && route.Origin !== "EnableVgwRoutePropagation")
        .filter((route) => !(route.DestinationPrefixListId && route.GatewayId?.startsWith("vpce-")))
        .map((route) => ({
          ...targetFound(route),
          cidr_block: route.DestinationCidrBlock,
          destination_prefix_list_id: route.DestinationPrefixListId,
          ipv6_cidr_block: route.DestinationIpv6CidrBlock,
        })),
      vpc_id: table.VpcId,
      tags: tagMap(table.Tags),
    };
  },
});

export const awsRouteTables = defineDataSource<VpcDataSources["aws_route_tables"]>({
  title: "EC2 Route Tables",
  async read(config, aws) {
    const tables = await everyPage(
      (NextToken) =>
        aws.call("ec2", "DescribeRouteTables", {
          Filters: lookUpFilters({ "vpc-id": config.vpc_id }, config),
          NextToken,
        }),
      (answer) => answer.RouteTables,
      (answer) => answer.NextToken,
    );
    return { id: aws.region, ids: tables.map((table) => table.RouteTableId ?? "") };
  },
});
