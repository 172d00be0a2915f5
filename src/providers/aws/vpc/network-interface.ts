import type {
  CreateNetworkInterfaceRequest,
  NetworkInterface,
  NetworkInterfaceCreationType,
} from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { type Change, defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { differs, given, some, without } from "../framework/given.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { retagEc2, taggedAs } from "./ec2.ts";
import { findNetworkInterface, interfaceFound, prefixesOf, privateIpsOf } from "./network-interface-found.ts";

type Interface = VpcResources["aws_network_interface"];

export const awsNetworkInterface = defineResource<Interface>({
  title: "EC2 Network Interface",
  named: () => null,

  async create(planned, aws, keep) {
    const { NetworkInterface } = await aws.call("ec2", "CreateNetworkInterface", inputOf(planned));
    const id = NetworkInterface?.NetworkInterfaceId ?? "";
    keep(id);
    if (planned.source_dest_check === false)
      await aws.call("ec2", "ModifyNetworkInterfaceAttribute", {
        NetworkInterfaceId: id,
        SourceDestCheck: { Value: false },
      });
    for (const one of planned.attachment) await attach(aws, id, one);
    return { id };
  },

  async read(state, aws) {
    const card = await findNetworkInterface(aws, state.id);
    return card && { ...interfaceFound(aws, card), ...furtherFound(card) };
  },

  async update(planned, aws, prior) {
    const NetworkInterfaceId = planned.id;
    await changeAddresses(aws, planned, prior);
    const modify = (input: object) =>
      aws.call("ec2", "ModifyNetworkInterfaceAttribute", { NetworkInterfaceId, ...input });
    if (differs(prior, planned, "source_dest_check"))
      await modify({ SourceDestCheck: { Value: planned.source_dest_check ?? true } });
    if (differs(prior, planned, "security_groups")) await modify({ Groups: [...planned.security_groups] });
    if (differs(prior, planned, "description")) await modify({ Description: { Value: planned.description ?? "" } });
    for (const one of planned.attachment) if (!prior.attachment.length) await attach(aws, planned.id, one);
    await retagEc2(aws, prior, planned);
  },

  async delete(prior, aws) {
    await unless(
      aws.call("ec2", "DeleteNetworkInterface", { NetworkInterfaceId: prior.id }),
      "InvalidNetworkInterfaceID.NotFound",
    );
  },

  plan(change) {
    // A list counts only where it is enabled.
    for (const name of ["private_ip_list", "ipv6_address_list"] as const)
      if (!change.planned[`${name}_enabled`] && change.configured(name) && change.changed(name)) change.recompute(name);
    if (change.creating) return;
    // Addresses can come and go, but not the first.
    const primary = change.prior?.private_ip ?? "";
    if (change.changed("private_ips") && change.isKnown("private_ips") && !change.planned.private_ips.includes(primary))
      change.replaceFor("private_ips");
    follow(change);
  },
});

/** The count follows the addresses that are given, and the addresses a count. */
function follow(change: Change<Interface>): void {
  if (change.configured("private_ips") && change.changed("private_ips"))
    change.recompute("private_ips_count", "private_ip_list");
  else if (change.configured("private_ips_count") && change.changed("private_ips_count"))
    change.recompute("private_ips", "private_ip_list");
  if (change.configured("ipv6_addresses") && change.changed("ipv6_addresses"))
    change.recompute("ipv6_address_count", "ipv6_address_list");
  else if (change.configured("ipv6_address_count") && change.changed("ipv6_address_count"))
    change.recompute("ipv6_addresses", "ipv6_address_list");
}

function inputOf(planned: Interface): CreateNetworkInterfaceRequest {
  const addresses = planned.private_ip_list_enabled ? planned.private_ip_list : planned.private_ips;
  const [primary = planned.private_ip ?? ""] = addresses;
  return {
    SubnetId: planned.subnet_id,
    Description: given(planned.description),
    EnablePrimaryIpv6: given(planned.enable_primary_ipv6),
    Groups: some(planned.security_groups),
    InterfaceType: given(planned.interface_type) as NetworkInterfaceCreationType | undefined,
    Ipv4PrefixCount: given(planned.ipv4_prefix_count),
    Ipv4Prefixes: some(planned.ipv4_prefixes.map((Ipv4Prefix) => ({ Ipv4Prefix }))),
    Ipv6AddressCount: given(planned.ipv6_address_count),
    Ipv6Addresses: some(
      (planned.ipv6_address_list_enabled ? planned.ipv6_address_list : planned.ipv6_addresses).map((Ipv6Address) => ({
        Ipv6Address,
      })),
    ),
    Ipv6PrefixCount: given(planned.ipv6_prefix_count),
    Ipv6Prefixes: some(planned.ipv6_prefixes.map((Ipv6Prefix) => ({ Ipv6Prefix }))),
    PrivateIpAddresses: some(
      addresses.map((PrivateIpAddress) => ({ PrivateIpAddress, Primary: PrivateIpAddress === primary })),
    ),
    SecondaryPrivateIpAddressCount: addresses.length > 0 ? undefined : given(planned.private_ips_count),
    TagSpecifications: taggedAs("network-interface", planned.tags_all),
  };
}

function furtherFound(card: NetworkInterface) {
  const prefixes = prefixesOf(card);
  const { Attachment: attachment, Ipv6Addresses = [] } = card;
  return {
    attachment: attachment?.InstanceId
      ? [
          {
            attachment_id: attachment.AttachmentId,
            device_index: attachment.DeviceIndex,
            instance: attachment.InstanceId,
          },
        ]
      : [],
    ipv4_prefix_count: prefixes.ipv4.length,
    ipv4_prefixes: prefixes.ipv4,
    ipv6_address_count: Ipv6Addresses.length,
    ipv6_address_list: Ipv6Addresses.map((one) => one.Ipv6Address),
    ipv6_prefix_count: prefixes.ipv6.length,
    ipv6_prefixes: prefixes.ipv6,
    private_ip_list: privateIpsOf(card),
    private_ips_count: privateIpsOf(card).length - 1,
    source_dest_check: card.SourceDestCheck,
  };
}

async function changeAddresses(aws: Aws, planned: Interface & { readonly id: string }, prior: Interface) {
  const NetworkInterfaceId = planned.id;
  const assign = (input: object) => aws.call("ec2", "AssignPrivateIpAddresses", { NetworkInterfaceId, ...input });
  const unassign = (PrivateIpAddresses: string[]) =>
    aws.call("ec2", "UnassignPrivateIpAddresses", { NetworkInterfaceId, PrivateIpAddresses });
  if (planned.private_ips.length > 0 && differs(prior, planned, "private_ips")) {
    const gone = without(prior.private_ips, planned.private_ips);
    const fresh = without(planned.private_ips, prior.private_ips);
    if (gone.length > 0) await unassign(gone);
    if (fresh.length > 0) await assign({ PrivateIpAddresses: fresh });
    return;
  }
  const more = (planned.private_ips_count ?? 0) - (prior.private_ips_count ?? 0);
  if (planned.private_ips_count === null || more === 0) return;
  if (more > 0) await assign({ SecondaryPrivateIpAddressCount: more });
  else await unassign(without(prior.private_ips, [prior.private_ip ?? ""]).slice(0, -more));
}

/** There are no instances here: EC2 says so. */
const attach = (aws: Aws, NetworkInterfaceId: string, attachment: Interface["attachment"][number]) =>
  aws.call("ec2", "AttachNetworkInterface", {
    NetworkInterfaceId,
    InstanceId: attachment.instance,
    DeviceIndex: attachment.device_index,
  });
