import type { Address } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { ec2Arn, retagEc2, taggedAs } from "./ec2.ts";

type Eip = VpcResources["aws_eip"];

const GONE = ["InvalidAllocationID.NotFound", "InvalidAddress.NotFound"];

export const awsEip = defineResource<Eip>({
  title: "EC2 EIP",
  named: () => null,

  async create(planned, aws, keep) {
    const { AllocationId = "" } = await aws.call("ec2", "AllocateAddress", {
      Domain: "vpc",
      Address: given(planned.address),
      CustomerOwnedIpv4Pool: given(planned.customer_owned_ipv4_pool),
      IpamPoolId: given(planned.ipam_pool_id),
      NetworkBorderGroup: given(planned.network_border_group),
      PublicIpv4Pool: given(planned.public_ipv4_pool),
      TagSpecifications: taggedAs("elastic-ip", planned.tags_all),
    });
    keep(AllocationId);
    await associate(aws, AllocationId, planned);
    return { id: AllocationId };
  },

  async read(state, aws) {
    const address = await findAddress(aws, state.id);
    if (!address) return undefined;
    const { Addresses } = await aws.call("ec2", "DescribeAddressesAttribute", {
      AllocationIds: [state.id],
      Attribute: "domain-name",
    });
    return {
      allocation_id: address.AllocationId,
      arn: ec2Arn(aws, undefined, `elastic-ip/${state.id}`),
      association_id: address.AssociationId,
      carrier_ip: address.CarrierIp,
      customer_owned_ip: address.CustomerOwnedIp,
      customer_owned_ipv4_pool: address.CustomerOwnedIpv4Pool,
      domain: address.Domain,
      instance: address.InstanceId,
      network_border_group: address.NetworkBorderGroup,
      network_interface: address.NetworkInterfaceId,
      ...(address.PrivateIpAddress && { private_dns: privateName(aws.region, address.PrivateIpAddress) }),
      private_ip: address.PrivateIpAddress,
      ptr_record: Addresses?.[0]?.PtrRecord,
      public_dns: address.PublicIp && publicName(aws.region, address.PublicIp),
      public_ip: address.PublicIp,
      public_ipv4_pool: address.PublicIpv4Pool,
      vpc: address.Domain === "vpc",
      tags: tagMap(address.Tags),
    };
  },

  async update(planned, aws, prior) {
    if (differs(prior, planned, "associate_with_private_ip", "instance", "network_interface")) {
      if (prior.association_id) await disassociate(aws, prior.association_id);
      await associate(aws, planned.id, planned);
    }
    await retagEc2(aws, prior, planned);
  },

  async delete(prior, aws) {
    if (prior.association_id) await disassociate(aws, prior.association_id);
    await unless(aws.call("ec2", "ReleaseAddress", { AllocationId: prior.id }), ...GONE);
  },
});

async function findAddress(aws: Aws, id: string): Promise<Address | undefined> {
  const answer = await unless(aws.call("ec2", "DescribeAddresses", { AllocationIds: [id] }), ...GONE);
  return answer?.Addresses?.[0];
}

async function associate(aws: Aws, AllocationId: string, planned: Eip): Promise<void> {
  if (!planned.instance && !planned.network_interface) return;
  await aws.call("ec2", "AssociateAddress", {
    AllocationId,
    InstanceId: given(planned.instance),
    NetworkInterfaceId: given(planned.network_interface),
    PrivateIpAddress: given(planned.associate_with_private_ip),
  });
}

const disassociate = (aws: Aws, AssociationId: string) =>
  unless(aws.call("ec2", "DisassociateAddress", { AssociationId }), "InvalidAssociationID.NotFound");

/** Host names as Amazon's resolver has them; the oldest region's differ from all others'. */
export const privateName = (region: string, address: string): string =>
  `ip-${address.replaceAll(".", "-")}.${region === "us-east-1" ? "ec2" : `${region}.compute`}.internal`;
export const publicName = (region: string, address: string): string =>
  `ec2-${address.replaceAll(".", "-")}.${region === "us-east-1" ? "compute-1" : `${region}.compute`}.amazonaws.com`;
