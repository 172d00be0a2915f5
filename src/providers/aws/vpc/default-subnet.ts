/** The default subnet of a zone: taken over, or made when there is none, and left behind unless `force_destroy`. */
import { defineResource } from "../framework/behaviour.ts";
import { given } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { filters, retagEc2 } from "./ec2.ts";
import { awsSubnet, findSubnet, setAttributes, subnetFound } from "./subnet.ts";

export const awsDefaultSubnet = defineResource<VpcResources["aws_default_subnet"]>({
  title: "EC2 Default Subnet",
  named: () => null,

  async create(planned, aws, keep) {
    const { Subnets } = await aws.call("ec2", "DescribeSubnets", {
      Filters: filters({ "availability-zone": planned.availability_zone, "default-for-az": "true" }),
    });
    const existing = Subnets?.[0];
    const subnet =
      existing ??
      (
        await aws.call("ec2", "CreateDefaultSubnet", {
          AvailabilityZone: planned.availability_zone,
          Ipv6Native: given(planned.ipv6_native),
        })
      ).Subnet;
    const id = subnet?.SubnetId ?? "";
    keep(id);
    if (planned.ipv6_cidr_block)
      await aws.call("ec2", "AssociateSubnetCidrBlock", { SubnetId: id, Ipv6CidrBlock: planned.ipv6_cidr_block });
    await setAttributes(aws, id, subnet ? settingsOf(subnetFound(aws, subnet)) : {}, planned);
    await retagEc2(aws, { id, tags_all: tagMap(subnet?.Tags) }, { id, tags_all: planned.tags_all });
    return { id, existing_default_subnet: existing !== undefined };
  },

  async read(state, aws) {
    const subnet = await findSubnet(aws, state.id);
    return subnet && subnetFound(aws, subnet);
  },

  async update(planned, aws, prior) {
    await setAttributes(aws, planned.id, prior, planned);
    await retagEc2(aws, prior, planned);
  },

  async delete(prior, aws) {
    if (prior.force_destroy) await awsSubnet.delete({ ...prior, vpc_id: prior.vpc_id ?? "" }, aws);
  },
});

const settingsOf = (found: ReturnType<typeof subnetFound>) => ({
  assign_ipv6_address_on_creation: found.assign_ipv6_address_on_creation ?? null,
  enable_dns64: found.enable_dns64 ?? null,
  enable_resource_name_dns_a_record_on_launch: found.enable_resource_name_dns_a_record_on_launch ?? null,
  enable_resource_name_dns_aaaa_record_on_launch: found.enable_resource_name_dns_aaaa_record_on_launch ?? null,
  map_public_ip_on_launch: found.map_public_ip_on_launch ?? null,
  private_dns_hostname_type_on_launch: found.private_dns_hostname_type_on_launch ?? null,
});
