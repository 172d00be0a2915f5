import type { Subnet as Ec2Subnet, ModifySubnetAttributeRequest } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { ec2Arn, retagEc2, taggedAs } from "./ec2.ts";

type Subnet = VpcResources["aws_subnet"];

export const awsSubnet = defineResource<Subnet>({
  title: "EC2 Subnet",
  named: () => null,

  async create(planned, aws, keep) {
    const { Subnet } = await aws.call("ec2", "CreateSubnet", {
      VpcId: planned.vpc_id,
      AvailabilityZone: given(planned.availability_zone),
      AvailabilityZoneId: given(planned.availability_zone_id),
      CidrBlock: given(planned.cidr_block),
      Ipv6CidrBlock: given(planned.ipv6_cidr_block),
      Ipv6Native: given(planned.ipv6_native),
      OutpostArn: given(planned.outpost_arn),
      TagSpecifications: taggedAs("subnet", planned.tags_all),
    });
    const id = Subnet?.SubnetId ?? "";
    keep(id);
    await setAttributes(aws, id, {}, planned);
    return { id };
  },

  async read(state, aws) {
    const subnet = await findSubnet(aws, state.id);
    return subnet && subnetFound(aws, subnet);
  },

  async update(planned, aws, prior) {
    // AWS keeps a block while new interfaces get addresses of it: what turns that off comes before, the rest after.
    const before = planned.assign_ipv6_address_on_creation
      ? prior
      : { ...prior, assign_ipv6_address_on_creation: false };
    await setAttributes(aws, planned.id, prior, before);
    if (given(planned.ipv6_cidr_block) !== given(prior.ipv6_cidr_block)) {
      if (prior.ipv6_cidr_block_association_id)
        await aws.call("ec2", "DisassociateSubnetCidrBlock", { AssociationId: prior.ipv6_cidr_block_association_id });
      if (planned.ipv6_cidr_block)
        await aws.call("ec2", "AssociateSubnetCidrBlock", {
          SubnetId: planned.id,
          Ipv6CidrBlock: planned.ipv6_cidr_block,
        });
    }
    await setAttributes(aws, planned.id, before, planned);
    await retagEc2(aws, prior, planned);
  },

  async delete(prior, aws) {
    await unless(aws.call("ec2", "DeleteSubnet", { SubnetId: prior.id }), "InvalidSubnetID.NotFound");
  },
});

export async function findSubnet(aws: Aws, id: string) {
  const answer = await unless(aws.call("ec2", "DescribeSubnets", { SubnetIds: [id] }), "InvalidSubnetID.NotFound");
  return answer?.Subnets?.[0];
}

/** Attributes that AWS changes one a call, by attribute name. */
const MODIFIED = {
  assign_ipv6_address_on_creation: (Value: boolean) => ({ AssignIpv6AddressOnCreation: { Value } }),
  enable_dns64: (Value: boolean) => ({ EnableDns64: { Value } }),
  enable_resource_name_dns_a_record_on_launch: (Value: boolean) => ({
    EnableResourceNameDnsARecordOnLaunch: { Value },
  }),
  enable_resource_name_dns_aaaa_record_on_launch: (Value: boolean) => ({
    EnableResourceNameDnsAAAARecordOnLaunch: { Value },
  }),
  map_public_ip_on_launch: (Value: boolean) => ({ MapPublicIpOnLaunch: { Value } }),
} as const satisfies { readonly [Name in keyof Subnet]?: (value: boolean) => Partial<ModifySubnetAttributeRequest> };

type Settings = Partial<Pick<Subnet, keyof typeof MODIFIED | "private_dns_hostname_type_on_launch">>;

/** A new subnet has every attribute off. */
export async function setAttributes(aws: Aws, SubnetId: string, before: Settings, after: Settings): Promise<void> {
  for (const name of Object.keys(MODIFIED) as (keyof typeof MODIFIED)[]) {
    const value = after[name] ?? false;
    if (value !== (before[name] ?? false))
      await aws.call("ec2", "ModifySubnetAttribute", { SubnetId, ...MODIFIED[name](value) });
  }
  const names = after.private_dns_hostname_type_on_launch;
  if (names && names !== before.private_dns_hostname_type_on_launch)
    await aws.call("ec2", "ModifySubnetAttribute", {
      SubnetId,
      PrivateDnsHostnameTypeOnLaunch: names as "ip-name" | "resource-name",
    });
}

/** What EC2 says about a subnet. */
export function subnetFound(aws: Aws, subnet: Ec2Subnet) {
  const ipv6 = subnet.Ipv6CidrBlockAssociationSet?.find((one) => one.Ipv6CidrBlockState?.State === "associated");
  const names = subnet.PrivateDnsNameOptionsOnLaunch;
  return {
    arn: subnet.SubnetArn ?? ec2Arn(aws, subnet.OwnerId, `subnet/${subnet.SubnetId}`),
    assign_ipv6_address_on_creation: subnet.AssignIpv6AddressOnCreation,
    availability_zone: subnet.AvailabilityZone,
    availability_zone_id: subnet.AvailabilityZoneId,
    cidr_block: subnet.CidrBlock,
    customer_owned_ipv4_pool: subnet.CustomerOwnedIpv4Pool,
    enable_dns64: subnet.EnableDns64,
    enable_lni_at_device_index: subnet.EnableLniAtDeviceIndex,
    enable_resource_name_dns_a_record_on_launch: names?.EnableResourceNameDnsARecord,
    enable_resource_name_dns_aaaa_record_on_launch: names?.EnableResourceNameDnsAAAARecord,
    ipv6_cidr_block: ipv6?.Ipv6CidrBlock,
    ipv6_cidr_block_association_id: ipv6?.AssociationId,
    ipv6_native: subnet.Ipv6Native,
    map_customer_owned_ip_on_launch: subnet.MapCustomerOwnedIpOnLaunch,
    map_public_ip_on_launch: subnet.MapPublicIpOnLaunch,
    outpost_arn: subnet.OutpostArn,
    owner_id: subnet.OwnerId,
    private_dns_hostname_type_on_launch: names?.HostnameType,
    vpc_id: subnet.VpcId,
    tags: tagMap(subnet.Tags),
  };
}
