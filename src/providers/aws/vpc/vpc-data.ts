import { defineDataSource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage, given } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcDataSources } from "../schema/vpc-data.generated.ts";
import { ec2Arn, filters } from "./ec2.ts";
import { lookUpFilters, theOne } from "./lookup.ts";
import { vpcAttributes } from "./vpc-found.ts";

export const awsVpcData = defineDataSource<VpcDataSources["aws_vpc"]>({
  title: "EC2 VPC",
  async read(config, aws) {
    const answer = await unless(
      aws.call("ec2", "DescribeVpcs", {
        VpcIds: given(config.id) === undefined ? undefined : [config.id ?? ""],
        Filters: lookUpFilters(
          {
            cidr: config.cidr_block,
            "dhcp-options-id": config.dhcp_options_id,
            isDefault: config.default,
            state: config.state,
          },
          config,
        ),
      }),
      "InvalidVpcID.NotFound",
    );
    const vpc = theOne(answer?.Vpcs, "EC2 VPC");
    const id = vpc.VpcId ?? "";
    const { RouteTables } = await aws.call("ec2", "DescribeRouteTables", {
      Filters: filters({ "association.main": "true", "vpc-id": id }),
    });
    const ipv6 = vpc.Ipv6CidrBlockAssociationSet?.[0];
    return {
      id,
      arn: ec2Arn(aws, vpc.OwnerId, `vpc/${id}`),
      cidr_block: vpc.CidrBlock,
      cidr_block_associations: (vpc.CidrBlockAssociationSet ?? []).map((one) => ({
        association_id: one.AssociationId,
        cidr_block: one.CidrBlock,
        state: one.CidrBlockState?.State,
      })),
      default: vpc.IsDefault,
      dhcp_options_id: vpc.DhcpOptionsId,
      ...(await vpcAttributes(aws, id)),
      instance_tenancy: vpc.InstanceTenancy,
      ipv6_association_id: ipv6?.AssociationId,
      ipv6_cidr_block: ipv6?.Ipv6CidrBlock,
      main_route_table_id: RouteTables?.[0]?.RouteTableId,
      owner_id: vpc.OwnerId,
      tags: tagMap(vpc.Tags),
    };
  },
});

export const awsVpcs = defineDataSource<VpcDataSources["aws_vpcs"]>({
  title: "EC2 VPCs",
  async read(config, aws) {
    const vpcs = await everyPage(
      (NextToken) => aws.call("ec2", "DescribeVpcs", { Filters: lookUpFilters({}, config), NextToken }),
      (answer) => answer.Vpcs,
      (answer) => answer.NextToken,
    );
    return { id: aws.region, ids: vpcs.map((vpc) => vpc.VpcId ?? "") };
  },
});
