/**
 * Rules written inside a security group. AWS keeps one permission per source; a rule of the configuration may name
 * many. What AWS has is told in the rules of the prior state as far as these still hold, the rest one rule per
 * protocol, ports and description.
 */
import type { IpPermission } from "@aws-sdk/client-ec2";
import type { VpcResources } from "../schema/vpc.generated.ts";

export type Rule = VpcResources["aws_security_group"]["ingress"][number];

type Source = "cidr_blocks" | "ipv6_cidr_blocks" | "prefix_list_ids" | "security_groups" | "self";

/** One source of one rule. */
interface Grant {
  readonly protocol: string;
  readonly from: number;
  readonly to: number;
  readonly description: string;
  readonly source: Source;
  readonly value: string;
}

const PROTOCOLS: Readonly<Record<string, string>> = { "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6", all: "-1" };

/** Protocols by name where they have one that EC2 uses, "-1" for all. */
export const protocolName = (protocol: string | null): string => {
  const text = (protocol ?? "").toLowerCase();
  return PROTOCOLS[text] ?? text;
};

const grantKey = (grant: Grant): string => JSON.stringify(Object.values(grant));

function grantsOf(rule: Rule): Grant[] {
  const protocol = protocolName(rule.protocol);
  // Whatever ports are written beside all protocols (-1, mostly), EC2 keeps none.
  const allPorts = protocol === "-1";
  const base = {
    protocol,
    from: allPorts ? 0 : (rule.from_port ?? 0),
    to: allPorts ? 0 : (rule.to_port ?? 0),
    description: rule.description ?? "",
  };
  const lists = ["cidr_blocks", "ipv6_cidr_blocks", "prefix_list_ids", "security_groups"] as const;
  return [
    ...lists.flatMap((source) => (rule[source] ?? []).map((value) => ({ ...base, source, value }))),
    ...(rule.self ? [{ ...base, source: "self" as const, value: "true" }] : []),
  ];
}

function grantsIn(permission: IpPermission, groupId: string, owner: string | undefined): Grant[] {
  const protocol = protocolName(permission.IpProtocol ?? "-1");
  const base = { protocol, from: permission.FromPort ?? 0, to: permission.ToPort ?? 0 };
  const grant = (source: Source, value = "", description = ""): Grant => ({ ...base, description, source, value });
  return [
    ...(permission.IpRanges ?? []).map((one) => grant("cidr_blocks", one.CidrIp, one.Description)),
    ...(permission.Ipv6Ranges ?? []).map((one) => grant("ipv6_cidr_blocks", one.CidrIpv6, one.Description)),
    ...(permission.PrefixListIds ?? []).map((one) => grant("prefix_list_ids", one.PrefixListId, one.Description)),
    ...(permission.UserIdGroupPairs ?? []).map((one) => {
      if (one.GroupId === groupId) return grant("self", "true", one.Description);
      const foreign = one.UserId && owner && one.UserId !== owner;
      return grant("security_groups", foreign ? `${one.UserId}/${one.GroupId}` : one.GroupId, one.Description);
    }),
  ];
}

/** What a rule lets through, one text for each source. */
export const grantKeys = (rule: Rule): string[] => grantsOf(rule).map(grantKey);

/** The description under which AWS has all that a rule lets through, whatever the rule's own; undefined if not all. */
export function descriptionFound(
  permissions: readonly IpPermission[] | undefined,
  rule: Rule,
  groupId: string,
  owner: string | undefined,
): string | undefined {
  const bare = (grant: Grant): string => grantKey({ ...grant, description: "" });
  const grants = (permissions ?? []).flatMap((one) => grantsIn(one, groupId, owner));
  const descriptions = new Map(grants.map((grant) => [bare(grant), grant.description]));
  const wanted = grantsOf(rule).map((grant) => descriptions.get(bare(grant)));
  return wanted.includes(undefined) ? undefined : wanted[0];
}

/** AWS's permissions as rules, in the shape of the rules known before where they still hold. */
export function rulesFound(
  permissions: readonly IpPermission[] | undefined,
  known: readonly Rule[],
  groupId: string,
  owner: string | undefined,
): Rule[] {
  const left = new Map(
    (permissions ?? []).flatMap((one) => grantsIn(one, groupId, owner)).map((grant) => [grantKey(grant), grant]),
  );
  const rules: Rule[] = [];
  for (const rule of known) {
    const grants = grantsOf(rule);
    if (grants.length === 0 || !grants.every((grant) => left.has(grantKey(grant)))) continue;
    for (const grant of grants) left.delete(grantKey(grant));
    rules.push({ ...rule, protocol: protocolName(rule.protocol) });
  }
  return [...rules, ...grouped([...left.values()])];
}

function grouped(grants: readonly Grant[]): Rule[] {
  const groups = new Map<string, Grant[]>();
  for (const grant of grants) {
    const key = JSON.stringify([grant.protocol, grant.from, grant.to, grant.description]);
    groups.set(key, [...(groups.get(key) ?? []), grant]);
  }
  return [...groups.values()].map((group) => {
    const values = (source: Source): string[] =>
      group.filter((grant) => grant.source === source).map((grant) => grant.value);
    return {
      cidr_blocks: values("cidr_blocks"),
      description: group[0]?.description ?? "",
      from_port: group[0]?.from ?? 0,
      ipv6_cidr_blocks: values("ipv6_cidr_blocks"),
      prefix_list_ids: values("prefix_list_ids"),
      protocol: group[0]?.protocol ?? "",
      security_groups: values("security_groups"),
      self: values("self").length > 0,
      to_port: group[0]?.to ?? 0,
    };
  });
}

/** A rule as EC2 takes it. */
export function permissionOf(rule: Rule, groupId: string): IpPermission {
  const Description = rule.description || undefined;
  const protocol = protocolName(rule.protocol);
  const pairs = [
    ...(rule.security_groups ?? []).map((id) => {
      const [owner, group] = id.includes("/") ? id.split("/") : [undefined, id];
      return { GroupId: group, ...(owner && { UserId: owner }), Description };
    }),
    ...(rule.self ? [{ GroupId: groupId, Description }] : []),
  ];
  const some = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);
  return {
    IpProtocol: protocol,
    // All protocols means all ports: EC2 takes none then.
    ...(protocol !== "-1" && { FromPort: rule.from_port ?? 0, ToPort: rule.to_port ?? 0 }),
    IpRanges: some((rule.cidr_blocks ?? []).map((CidrIp) => ({ CidrIp, Description }))),
    Ipv6Ranges: some((rule.ipv6_cidr_blocks ?? []).map((CidrIpv6) => ({ CidrIpv6, Description }))),
    PrefixListIds: some((rule.prefix_list_ids ?? []).map((PrefixListId) => ({ PrefixListId, Description }))),
    UserIdGroupPairs: some(pairs),
  };
}

/** Rules of one list that are not in the other. */
export function rulesWithout(rules: readonly Rule[], others: readonly Rule[]): Rule[] {
  const key = (rule: Rule): string => JSON.stringify(grantKeys(rule).sort());
  const known = new Set(others.map(key));
  return rules.filter((rule) => !known.has(key(rule)));
}
