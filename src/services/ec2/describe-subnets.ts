import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import type { FilterFields } from "./filters.ts";
import { subnetDetail } from "./subnets.ts";

export const describeSubnets: Operation<typeof Ec2, "DescribeSubnets"> = ({ SubnetIds, ...request }, context) => {
  const { items, next } = describeResources(context, "subnet", { ids: SubnetIds, ...request }, fields);
  return { Subnets: items.map((subnet) => subnetDetail(context, subnet)), ...next };
};

const ipv6 = ({ Ipv6CidrBlockAssociationSet = [] }: Ec2.Subnet) => Ipv6CidrBlockAssociationSet;

const fields: FilterFields<Ec2.Subnet> = {
  cidr: ({ CidrBlock }) => CidrBlock,
  cidrBlock: ({ CidrBlock }) => CidrBlock,
  availabilityZone: ({ AvailabilityZone }) => AvailabilityZone,
  availabilityZoneId: ({ AvailabilityZoneId }) => AvailabilityZoneId,
  "private-dns-name-options-on-launch.hostname-type": ({ PrivateDnsNameOptionsOnLaunch }) =>
    PrivateDnsNameOptionsOnLaunch?.HostnameType,
  defaultForAz: ({ DefaultForAz }) => DefaultForAz,
  "ipv6-cidr-block-association.ipv6-cidr-block": (subnet) => ipv6(subnet).map(({ Ipv6CidrBlock }) => Ipv6CidrBlock),
  "ipv6-cidr-block-association.association-id": (subnet) => ipv6(subnet).map(({ AssociationId }) => AssociationId),
  "ipv6-cidr-block-association.state": (subnet) =>
    ipv6(subnet).map(({ Ipv6CidrBlockState }) => Ipv6CidrBlockState?.State),
};
