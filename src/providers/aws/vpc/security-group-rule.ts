/** Rules of a security group written apart from it: one permission with all its sources. */
import type { IpPermission } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { crc32 } from "../framework/crc32.ts";
import { differs } from "../framework/given.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { filters } from "./ec2.ts";
import { findSecurityGroup } from "./security-group.ts";
import { descriptionFound, grantKeys, permissionOf, protocolName, type Rule } from "./security-group-rules.ts";

type SecurityGroupRule = VpcResources["aws_security_group_rule"];

export const awsSecurityGroupRule = defineResource<SecurityGroupRule>({
  title: "Security Group Rule",
  named: () => null,

  async create(planned, aws) {
    const GroupId = planned.security_group_id;
    const group = await findSecurityGroup(aws, GroupId);
    if (!group) throw new Refusal(`reading Security Group (${GroupId}): couldn't find resource`, "", true);
    const permission = permissionOf(ruleOf(planned), GroupId);
    const input = { GroupId, IpPermissions: [permission] };
    if (isInward(planned)) await aws.call("ec2", "AuthorizeSecurityGroupIngress", input);
    else await aws.call("ec2", "AuthorizeSecurityGroupEgress", input);
    return { id: ruleId(planned, permission) };
  },

  async read(state, aws) {
    const group = await findSecurityGroup(aws, state.security_group_id);
    const permissions = isInward(state) ? group?.IpPermissions : group?.IpPermissionsEgress;
    const rule = ruleOf(state);
    const description = descriptionFound(permissions, rule, state.security_group_id, group?.OwnerId);
    if (description === undefined) return undefined;
    return {
      ...(description && { description }),
      protocol: protocolName(rule.protocol),
      security_group_rule_id: grantKeys(rule).length === 1 ? await soleRuleId(state, aws) : "",
    };
  },

  async update(planned, aws, prior) {
    if (!differs(prior, planned, "description")) return;
    const GroupId = planned.security_group_id;
    const input = { GroupId, IpPermissions: [permissionOf(ruleOf(planned), GroupId)] };
    if (isInward(planned)) await aws.call("ec2", "UpdateSecurityGroupRuleDescriptionsIngress", input);
    else await aws.call("ec2", "UpdateSecurityGroupRuleDescriptionsEgress", input);
  },

  async delete(prior, aws) {
    const GroupId = prior.security_group_id;
    const input = { GroupId, IpPermissions: [permissionOf(ruleOf(prior), GroupId)] };
    await unless(
      isInward(prior)
        ? aws.call("ec2", "RevokeSecurityGroupIngress", input)
        : aws.call("ec2", "RevokeSecurityGroupEgress", input),
      "InvalidPermission.NotFound",
      "InvalidGroup.NotFound",
    );
  },

  importId,

  normalize: { protocol: protocolName },
});

const isInward = (rule: SecurityGroupRule): boolean => rule.type === "ingress";

const ruleOf = (rule: SecurityGroupRule): Rule => ({
  ...rule,
  security_groups: rule.source_security_group_id ? [rule.source_security_group_id] : [],
});

/** The same rule has the same id everywhere: a checksum over all that it says. */
function ruleId(rule: SecurityGroupRule, permission: IpPermission): string {
  const sources = [
    ...(permission.IpRanges ?? []).map((one) => one.CidrIp ?? "").sort(),
    ...(permission.Ipv6Ranges ?? []).map((one) => one.CidrIpv6 ?? "").sort(),
    ...(permission.PrefixListIds ?? []).map((one) => one.PrefixListId ?? "").sort(),
    ...(permission.UserIdGroupPairs ?? [])
      .map((one) => one.GroupId ?? "")
      .sort()
      .flatMap((id) => [id, ""]),
  ];
  const ports = [permission.FromPort ?? 0, permission.ToPort ?? 0].filter((port) => port > 0);
  const parts = [rule.security_group_id, ...ports, permission.IpProtocol, rule.type, ...sources];
  return `sgrule-${crc32(parts.map((part) => `${part}-`).join(""))}`;
}

async function soleRuleId(state: SecurityGroupRule, aws: Aws): Promise<string> {
  const { SecurityGroupRules } = await aws.call("ec2", "DescribeSecurityGroupRules", {
    Filters: filters({ "group-id": state.security_group_id }),
  });
  const rule = ruleOf(state);
  const source = state.cidr_blocks[0] ?? state.ipv6_cidr_blocks[0] ?? state.prefix_list_ids[0];
  const group = state.self ? state.security_group_id : state.source_security_group_id?.split("/").at(-1);
  const found = (SecurityGroupRules ?? []).find(
    (one) =>
      one.IsEgress === !isInward(state) &&
      one.IpProtocol === protocolName(rule.protocol) &&
      (one.IpProtocol === "-1" || (one.FromPort === rule.from_port && one.ToPort === rule.to_port)) &&
      (source === undefined
        ? one.ReferencedGroupInfo?.GroupId === group
        : [one.CidrIpv4, one.CidrIpv6, one.PrefixListId].includes(source)),
  );
  return found?.SecurityGroupRuleId ?? "";
}

/** `sg-1_ingress_tcp_80_80_10.0.0.0/8_…`: group, direction, protocol, ports, sources. */
function importId(id: string) {
  const [group, type, protocol, from, to, ...sources] = id.split("_");
  const malformed = (why: string): Refusal =>
    new Refusal(
      `unexpected format for ID (${JSON.stringify(id)}), expected SECURITYGROUPID_TYPE_PROTOCOL_FROMPORT_TOPORT_SOURCE[_SOURCE]*: ${why}`,
    );
  if (!group || !type || !protocol || from === undefined || to === undefined || sources.length === 0)
    throw malformed("too few parts");
  if (!group.startsWith("sg-")) throw malformed("invalid Security Group ID");
  if (type !== "ingress" && type !== "egress") throw malformed("expecting 'ingress' or 'egress'");
  const source = sources.find((one) => one.includes("sg-"));
  const named = {
    security_group_id: group,
    type,
    protocol: protocolName(protocol),
    from_port: Number(from),
    to_port: Number(to),
    self: sources.includes("self"),
    ...(source && { source_security_group_id: source }),
    prefix_list_ids: sources.filter((one) => one.startsWith("pl-")),
    ipv6_cidr_blocks: sources.filter((one) => one.includes(":")),
    cidr_blocks: sources.filter((one) => !one.includes(":") && one.includes(".")),
  };
  const rule = {
    source_security_group_id: null,
    ...named,
    id: null,
    description: null,
    security_group_rule_id: null,
    timeouts: null,
  };
  return { ...named, id: ruleId(rule, permissionOf(ruleOf(rule), group)) };
}
