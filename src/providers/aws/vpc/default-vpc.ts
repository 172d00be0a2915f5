/** The region's default VPC: taken over, or made when there is none, and left behind unless `force_destroy` says so. */
import { defineResource } from "../framework/behaviour.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { filters, retagEc2 } from "./ec2.ts";
import { awsVpc, setVpcAttributes } from "./vpc.ts";
import { vpcAttributes, vpcFound } from "./vpc-found.ts";

type DefaultVpc = VpcResources["aws_default_vpc"];

export const awsDefaultVpc = defineResource<DefaultVpc>({
  title: "EC2 Default VPC",
  named: () => null,

  async create(planned, aws, keep) {
    const { Vpcs } = await aws.call("ec2", "DescribeVpcs", { Filters: filters({ "is-default": "true" }) });
    const existing = Vpcs?.[0];
    const vpc = existing ?? (await aws.call("ec2", "CreateDefaultVpc", {})).Vpc;
    const id = vpc?.VpcId ?? "";
    keep(id);
    await setVpcAttributes(aws, id, settingsOf(await vpcAttributes(aws, id)), planned);
    if (planned.assign_generated_ipv6_cidr_block)
      await aws.call("ec2", "AssociateVpcCidrBlock", { VpcId: id, AmazonProvidedIpv6CidrBlock: true });
    await retagEc2(aws, { id, tags_all: tagMap(vpc?.Tags) }, { id, tags_all: planned.tags_all });
    return { id, existing_default_vpc: existing !== undefined };
  },

  async read(state, aws) {
    return vpcFound(state, aws);
  },

  importId: () => ({ assign_generated_ipv6_cidr_block: false }),

  async update(planned, aws, prior) {
    await setVpcAttributes(aws, planned.id, prior, planned);
    await retagEc2(aws, prior, planned);
  },

  async delete(prior, aws) {
    if (prior.force_destroy) await awsVpc.delete({ ...prior, ipv4_ipam_pool_id: null, ipv4_netmask_length: null }, aws);
  },
});

const settingsOf = (found: Awaited<ReturnType<typeof vpcAttributes>>) => ({
  enable_dns_hostnames: found.enable_dns_hostnames ?? null,
  enable_dns_support: found.enable_dns_support ?? null,
  enable_network_address_usage_metrics: found.enable_network_address_usage_metrics ?? null,
});
