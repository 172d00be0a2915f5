/** One entry of a network ACL, written apart from it. */
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { crc32 } from "../framework/crc32.ts";
import { networkProtocol } from "../framework/network-protocols.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { findNetworkAcl } from "./network-acl.ts";
import { entryInput } from "./network-acl-entries.ts";

type Rule = VpcResources["aws_network_acl_rule"];

const ruleId = (acl: string, number: number, egress: boolean, protocol: string): string =>
  `nacl-${crc32(`${acl}-${number}-${egress}-${protocol}-`)}`;

export const awsNetworkAclRule = defineResource<Rule>({
  title: "EC2 Network ACL Rule",
  named: () => null,

  async create(planned, aws) {
    const { network_acl_id, rule_number, protocol } = planned;
    const Egress = planned.egress ?? false;
    await aws.call("ec2", "CreateNetworkAclEntry", {
      NetworkAclId: network_acl_id,
      Egress,
      ...entryInput({ ...planned, rule_no: rule_number, action: planned.rule_action }),
    });
    return { id: ruleId(network_acl_id, rule_number, Egress, protocol) };
  },

  async read(state, aws) {
    const acl = await findNetworkAcl(aws, state.network_acl_id);
    const entry = acl?.Entries?.find(
      (one) => one.RuleNumber === state.rule_number && one.Egress === (state.egress ?? false),
    );
    if (!entry) return undefined;
    return {
      cidr_block: entry.CidrBlock,
      egress: entry.Egress,
      ipv6_cidr_block: entry.Ipv6CidrBlock,
      ...(entry.IcmpTypeCode && { icmp_code: entry.IcmpTypeCode.Code, icmp_type: entry.IcmpTypeCode.Type }),
      ...(entry.PortRange && { from_port: entry.PortRange.From, to_port: entry.PortRange.To }),
      protocol: entry.Protocol,
      rule_action: entry.RuleAction,
      rule_number: entry.RuleNumber,
    };
  },

  async delete(prior, aws) {
    await unless(
      aws.call("ec2", "DeleteNetworkAclEntry", {
        NetworkAclId: prior.network_acl_id,
        Egress: prior.egress ?? false,
        RuleNumber: prior.rule_number,
      }),
      "InvalidNetworkAclID.NotFound",
      "InvalidNetworkAclEntry.NotFound",
    );
  },

  importId(id) {
    const [acl, number, protocol, egress, ...rest] = id.split(":");
    if (!acl || !number || !protocol || !egress || rest.length > 0)
      throw new Refusal(`unexpected format of ID (${id}), expected NETWORK_ACL_ID:RULE_NUMBER:PROTOCOL:EGRESS`);
    const parsed = { network_acl_id: acl, rule_number: Number(number), egress: egress === "true" };
    return { id: ruleId(acl, parsed.rule_number, parsed.egress, protocol), ...parsed };
  },

  equivalent: {
    protocol: (prior, next) => networkProtocol(prior) !== undefined && networkProtocol(prior) === networkProtocol(next),
  },
});
