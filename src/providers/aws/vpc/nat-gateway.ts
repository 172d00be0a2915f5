import type { ConnectivityType, NatGateway as Ec2NatGateway } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given, some, without } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { retagEc2, taggedAs } from "./ec2.ts";

const GONE = "NatGatewayNotFound";

export const awsNatGateway = defineResource<VpcResources["aws_nat_gateway"]>({
  title: "EC2 NAT Gateway",
  named: () => null,

  async create(planned, aws, keep) {
    const { NatGateway } = await aws.call("ec2", "CreateNatGateway", {
      SubnetId: planned.subnet_id,
      AllocationId: given(planned.allocation_id),
      ConnectivityType: (planned.connectivity_type ?? undefined) as ConnectivityType | undefined,
      PrivateIpAddress: given(planned.private_ip),
      SecondaryAllocationIds: some(planned.secondary_allocation_ids),
      SecondaryPrivateIpAddressCount: given(planned.secondary_private_ip_address_count),
      SecondaryPrivateIpAddresses: some(planned.secondary_private_ip_addresses),
      TagSpecifications: taggedAs("natgateway", planned.tags_all),
    });
    const id = NatGateway?.NatGatewayId ?? "";
    keep(id);
    await aws.until(`EC2 NAT Gateway (${id}) create`, async () => {
      const gateway = await findNatGateway(aws, id);
      if (gateway?.State === "failed") throw new Refusal(`${gateway.FailureCode}: ${gateway.FailureMessage}`);
      return gateway?.State === "available" ? true : undefined;
    });
    return { id };
  },

  async read(state, aws) {
    const gateway = await findNatGateway(aws, state.id);
    return gateway && { ...natGatewayFound(gateway), tags: tagMap(gateway.Tags) };
  },

  async update(planned, aws, prior) {
    const NatGatewayId = planned.id;
    const [newAddresses, oldAddresses] = [planned.secondary_allocation_ids, prior.secondary_allocation_ids];
    const added = without(newAddresses, oldAddresses);
    if (added.length > 0) await aws.call("ec2", "AssociateNatGatewayAddress", { NatGatewayId, AllocationIds: added });
    if (without(oldAddresses, newAddresses).length > 0) {
      const gateway = await findNatGateway(aws, NatGatewayId);
      const AssociationIds = (gateway?.NatGatewayAddresses ?? [])
        .filter((one) => !one.IsPrimary && !newAddresses.includes(one.AllocationId ?? ""))
        .map((one) => one.AssociationId ?? "");
      await aws.call("ec2", "DisassociateNatGatewayAddress", { NatGatewayId, AssociationIds });
    }
    if (planned.connectivity_type === "private") {
      const [now, before] = [planned.secondary_private_ip_addresses, prior.secondary_private_ip_addresses];
      const [fresh, gone] = [without(now, before), without(before, now)];
      if (fresh.length > 0)
        await aws.call("ec2", "AssignPrivateNatGatewayAddress", { NatGatewayId, PrivateIpAddresses: fresh });
      if (gone.length > 0)
        await aws.call("ec2", "UnassignPrivateNatGatewayAddress", { NatGatewayId, PrivateIpAddresses: gone });
    }
    await retagEc2(aws, prior, planned);
  },

  async delete(prior, aws) {
    await unless(aws.call("ec2", "DeleteNatGateway", { NatGatewayId: prior.id }), GONE);
    await aws.until(`EC2 NAT Gateway (${prior.id}) delete`, async () =>
      (await findNatGateway(aws, prior.id)) ? undefined : true,
    );
  },

  plan(change) {
    const kind = change.planned.connectivity_type;
    const refuse = (
      name: "allocation_id" | "secondary_allocation_ids" | "secondary_private_ip_address_count",
    ): void => {
      if (change.configured(name))
        throw new Refusal(`${name} is not supported with connectivity_type = ${JSON.stringify(kind)}`);
    };
    if (kind === "private") {
      refuse("allocation_id");
      refuse("secondary_allocation_ids");
    } else if (kind === "public") refuse("secondary_private_ip_address_count");
    if (change.creating) return;
    if (kind === "private" && change.configured("secondary_private_ip_address_count"))
      if (change.changed("secondary_private_ip_address_count")) change.replaceFor("secondary_private_ip_address_count");
    if (kind === "private" && change.changed("secondary_private_ip_addresses"))
      change.recompute("secondary_private_ip_address_count");
    if (kind === "public" && change.changed("secondary_allocation_ids"))
      change.recompute("secondary_private_ip_address_count", "secondary_private_ip_addresses");
  },
});

async function findNatGateway(aws: Aws, id: string): Promise<Ec2NatGateway | undefined> {
  const answer = await unless(aws.call("ec2", "DescribeNatGateways", { NatGatewayIds: [id] }), GONE);
  const gateway = answer?.NatGateways?.[0];
  return gateway?.State === "deleted" ? undefined : gateway;
}

export function natGatewayFound(gateway: Ec2NatGateway) {
  const addresses = gateway.NatGatewayAddresses ?? [];
  const primary = addresses.find((one) => one.IsPrimary || gateway.NatGatewayAddresses?.length === 1);
  const secondary = addresses.filter((one) => one !== primary);
  return {
    allocation_id: primary?.AllocationId,
    association_id: primary?.AssociationId,
    connectivity_type: gateway.ConnectivityType,
    network_interface_id: primary?.NetworkInterfaceId,
    private_ip: primary?.PrivateIp,
    public_ip: primary?.PublicIp,
    secondary_allocation_ids: secondary.flatMap((one) => one.AllocationId ?? []),
    secondary_private_ip_address_count: secondary.length,
    secondary_private_ip_addresses: secondary.flatMap((one) => one.PrivateIp ?? []),
    subnet_id: gateway.SubnetId,
  };
}
