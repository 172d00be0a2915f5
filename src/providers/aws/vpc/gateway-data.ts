import { defineDataSource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcDataSources } from "../schema/vpc-data.generated.ts";
import { ec2Arn } from "./ec2.ts";
import { lookUpFilters, theOne } from "./lookup.ts";
import { natGatewayFound } from "./nat-gateway.ts";

export const awsInternetGatewayData = defineDataSource<VpcDataSources["aws_internet_gateway"]>({
  title: "EC2 Internet Gateway",
  async read(config, aws) {
    const { InternetGateways } = await aws.call("ec2", "DescribeInternetGateways", {
      Filters: lookUpFilters({ "internet-gateway-id": config.internet_gateway_id }, config),
    });
    const gateway = theOne(InternetGateways, "EC2 Internet Gateway");
    return {
      id: gateway.InternetGatewayId,
      internet_gateway_id: gateway.InternetGatewayId,
      arn: ec2Arn(aws, gateway.OwnerId, `internet-gateway/${gateway.InternetGatewayId}`),
      attachments: (gateway.Attachments ?? []).map((one) => ({ state: one.State, vpc_id: one.VpcId })),
      owner_id: gateway.OwnerId,
      tags: tagMap(gateway.Tags),
    };
  },
});

export const awsNatGatewayData = defineDataSource<VpcDataSources["aws_nat_gateway"]>({
  title: "EC2 NAT Gateway",
  async read(config, aws) {
    const asked = aws.call("ec2", "DescribeNatGateways", {
      NatGatewayIds: given(config.id) === undefined ? undefined : [config.id ?? ""],
      Filter: lookUpFilters({ "vpc-id": config.vpc_id, state: config.state, "subnet-id": config.subnet_id }, config),
    });
    const answer = await unless(asked, "NatGatewayNotFound");
    const gateway = theOne(answer?.NatGateways, "EC2 NAT Gateway");
    return {
      ...natGatewayFound(gateway),
      id: gateway.NatGatewayId,
      state: gateway.State,
      vpc_id: gateway.VpcId,
      tags: tagMap(gateway.Tags),
    };
  },
});
