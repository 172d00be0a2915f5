import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given } from "../framework/given.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { retagEc2, taggedAs } from "./ec2.ts";
import { vpcFound } from "./vpc-found.ts";

type Vpc = VpcResources["aws_vpc"];

export const awsVpc = defineResource<Vpc>({
  title: "EC2 VPC",
  named: () => null,

  async create(planned, aws, keep) {
    const { Vpc } = await aws.call("ec2", "CreateVpc", {
      CidrBlock: given(planned.cidr_block),
      AmazonProvidedIpv6CidrBlock: planned.assign_generated_ipv6_cidr_block ?? false,
      InstanceTenancy: given(planned.instance_tenancy) as "default" | "dedicated" | undefined,
      Ipv4IpamPoolId: given(planned.ipv4_ipam_pool_id),
      Ipv4NetmaskLength: given(planned.ipv4_netmask_length),
      Ipv6CidrBlock: given(planned.ipv6_cidr_block),
      Ipv6CidrBlockNetworkBorderGroup: given(planned.ipv6_cidr_block_network_border_group),
      Ipv6IpamPoolId: given(planned.ipv6_ipam_pool_id),
      Ipv6NetmaskLength: given(planned.ipv6_netmask_length),
      TagSpecifications: taggedAs("vpc", planned.tags_all),
    });
    const id = Vpc?.VpcId ?? "";
    keep(id);
    await setVpcAttributes(
      aws,
      id,
      {
        enable_dns_hostnames: false,
        enable_dns_support: true,
        enable_network_address_usage_metrics: false,
      },
      planned,
    );
    return { id };
  },

  read: vpcFound,

  async update(planned, aws, prior) {
    await setVpcAttributes(aws, planned.id, prior, planned);
    if (differs(prior, planned, "instance_tenancy"))
      await aws.call("ec2", "ModifyVpcTenancy", { VpcId: planned.id, InstanceTenancy: "default" });
    if (differs(prior, planned, "assign_generated_ipv6_cidr_block")) {
      if (planned.assign_generated_ipv6_cidr_block)
        await aws.call("ec2", "AssociateVpcCidrBlock", { VpcId: planned.id, AmazonProvidedIpv6CidrBlock: true });
      else await aws.call("ec2", "DisassociateVpcCidrBlock", { AssociationId: prior.ipv6_association_id ?? "" });
    }
    await retagEc2(aws, prior, planned);
  },

  async delete(prior, aws) {
    await unless(aws.call("ec2", "DeleteVpc", { VpcId: prior.id }), "InvalidVpcID.NotFound");
  },

  importId: () => ({ assign_generated_ipv6_cidr_block: false }),

  plan(change) {
    if (change.creating) return;
    if (change.changed("assign_generated_ipv6_cidr_block")) change.recompute("ipv6_association_id", "ipv6_cidr_block");
    const [before, after] = [change.prior?.instance_tenancy, change.planned.instance_tenancy];
    if (before !== after && !(before === "dedicated" && after === "default")) change.replaceFor("instance_tenancy");
  },
});

type Attributes = Pick<Vpc, "enable_dns_hostnames" | "enable_dns_support" | "enable_network_address_usage_metrics">;

/** AWS takes one attribute a call; DNS support has to be on before host names. */
export async function setVpcAttributes(aws: Aws, VpcId: string, before: Attributes, after: Attributes): Promise<void> {
  const changed = (name: keyof Attributes): boolean => after[name] !== null && after[name] !== before[name];
  if (changed("enable_dns_support"))
    await aws.call("ec2", "ModifyVpcAttribute", {
      VpcId,
      EnableDnsSupport: { Value: after.enable_dns_support ?? true },
    });
  if (changed("enable_dns_hostnames"))
    await aws.call("ec2", "ModifyVpcAttribute", {
      VpcId,
      EnableDnsHostnames: { Value: after.enable_dns_hostnames ?? false },
    });
  if (changed("enable_network_address_usage_metrics"))
    await aws.call("ec2", "ModifyVpcAttribute", {
      VpcId,
      EnableNetworkAddressUsageMetrics: { Value: after.enable_network_address_usage_metrics ?? false },
    });
}
