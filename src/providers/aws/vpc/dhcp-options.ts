import type { NewDhcpConfiguration } from "@aws-sdk/client-ec2";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { ec2Arn, retagEc2, taggedAs } from "./ec2.ts";

type DhcpOptions = VpcResources["aws_vpc_dhcp_options"];

const GONE = ["InvalidDhcpOptionID.NotFound", "InvalidDhcpOptionsID.NotFound"];

export const awsVpcDhcpOptions = defineResource<DhcpOptions>({
  title: "EC2 DHCP Options",
  named: () => null,

  async create(planned, aws) {
    const { DhcpOptions } = await aws.call("ec2", "CreateDhcpOptions", {
      DhcpConfigurations: configurations(planned),
      TagSpecifications: taggedAs("dhcp-options", planned.tags_all),
    });
    return { id: DhcpOptions?.DhcpOptionsId ?? "" };
  },

  async read(state, aws) {
    const answer = await unless(aws.call("ec2", "DescribeDhcpOptions", { DhcpOptionsIds: [state.id] }), ...GONE);
    const found = answer?.DhcpOptions?.[0];
    if (!found) return undefined;
    const values = (key: string): string[] =>
      (found.DhcpConfigurations?.find((one) => one.Key === key)?.Values ?? []).map(({ Value = "" }) => Value);
    return {
      arn: ec2Arn(aws, found.OwnerId, `dhcp-options/${state.id}`),
      domain_name: values("domain-name")[0],
      domain_name_servers: values("domain-name-servers"),
      ipv6_address_preferred_lease_time: values("ipv6-address-preferred-lease-time")[0],
      netbios_name_servers: values("netbios-name-servers"),
      netbios_node_type: values("netbios-node-type")[0],
      ntp_servers: values("ntp-servers"),
      owner_id: found.OwnerId,
      tags: tagMap(found.Tags),
    };
  },

  update: (planned, aws, prior) => retagEc2(aws, prior, planned),

  async delete(prior, aws) {
    await unless(aws.call("ec2", "DeleteDhcpOptions", { DhcpOptionsId: prior.id }), ...GONE);
  },
});

function configurations(planned: DhcpOptions): NewDhcpConfiguration[] {
  const values = {
    "domain-name": planned.domain_name,
    "domain-name-servers": planned.domain_name_servers,
    "ipv6-address-preferred-lease-time": planned.ipv6_address_preferred_lease_time,
    "netbios-name-servers": planned.netbios_name_servers,
    "netbios-node-type": planned.netbios_node_type,
    "ntp-servers": planned.ntp_servers,
  };
  return Object.entries(values)
    .map(([Key, value]) => ({ Key, Values: [value ?? []].flat().filter((one) => one !== "") }))
    .filter(({ Values }) => Values.length > 0);
}

export const awsVpcDhcpOptionsAssociation = defineResource<VpcResources["aws_vpc_dhcp_options_association"]>({
  title: "EC2 DHCP Options Set Association",
  named: () => null,

  async create(planned, aws) {
    await aws.call("ec2", "AssociateDhcpOptions", { DhcpOptionsId: planned.dhcp_options_id, VpcId: planned.vpc_id });
    return { id: `${planned.dhcp_options_id}-${planned.vpc_id}` };
  },

  async read(state, aws) {
    const answer = await unless(aws.call("ec2", "DescribeVpcs", { VpcIds: [state.vpc_id] }), "InvalidVpcID.NotFound");
    return answer?.Vpcs?.[0]?.DhcpOptionsId === state.dhcp_options_id ? {} : undefined;
  },

  async update(planned, aws) {
    await aws.call("ec2", "AssociateDhcpOptions", { DhcpOptionsId: planned.dhcp_options_id, VpcId: planned.vpc_id });
    return `${planned.dhcp_options_id}-${planned.vpc_id}`;
  },

  async delete(prior, aws) {
    await unless(
      aws.call("ec2", "AssociateDhcpOptions", { DhcpOptionsId: "default", VpcId: prior.vpc_id }),
      "InvalidVpcID.NotFound",
    );
  },

  // The id to import is the VPC's.
  async importId(id, aws) {
    const answer = await unless(aws.call("ec2", "DescribeVpcs", { VpcIds: [id] }), "InvalidVpcID.NotFound");
    const options = answer?.Vpcs?.[0]?.DhcpOptionsId;
    if (!options) throw new Refusal(`reading EC2 VPC (${id}): couldn't find resource`);
    return { id: `${options}-${id}`, dhcp_options_id: options, vpc_id: id };
  },
});
