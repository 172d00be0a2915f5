import { defineDataSource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage, given } from "../framework/given.ts";
import type { VpcDataSources } from "../schema/vpc-data.generated.ts";
import { lookUpFilters, theOne } from "./lookup.ts";
import { subnetFound } from "./subnet.ts";

export const awsSubnetData = defineDataSource<VpcDataSources["aws_subnet"]>({
  title: "EC2 Subnet",
  async read(config, aws) {
    const answer = await unless(
      aws.call("ec2", "DescribeSubnets", {
        SubnetIds: given(config.id) === undefined ? undefined : [config.id ?? ""],
        Filters: lookUpFilters(
          {
            availabilityZone: config.availability_zone,
            availabilityZoneId: config.availability_zone_id,
            cidrBlock: config.cidr_block,
            defaultForAz: config.default_for_az,
            "ipv6-cidr-block-association.ipv6-cidr-block": config.ipv6_cidr_block,
            state: config.state,
            "vpc-id": config.vpc_id,
          },
          config,
        ),
      }),
      "InvalidSubnetID.NotFound",
    );
    const subnet = theOne(answer?.Subnets, "EC2 Subnet");
    return {
      ...subnetFound(aws, subnet),
      id: subnet.SubnetId,
      available_ip_address_count: subnet.AvailableIpAddressCount,
      default_for_az: subnet.DefaultForAz,
      state: subnet.State,
    };
  },
});

export const awsSubnets = defineDataSource<VpcDataSources["aws_subnets"]>({
  title: "EC2 Subnets",
  async read(config, aws) {
    const subnets = await everyPage(
      (NextToken) => aws.call("ec2", "DescribeSubnets", { Filters: lookUpFilters({}, config), NextToken }),
      (answer) => answer.Subnets,
      (answer) => answer.NextToken,
    );
    return { id: aws.region, ids: subnets.map((subnet) => subnet.SubnetId ?? "") };
  },
});
