/** The older view of a security group's rules: permissions, each protocol and ports with all their sources. */
import type * as Ec2 from "@aws-sdk/client-ec2";

/** Rules of the same protocol and ports are one permission. */
export function permissionsOf(rules: readonly Ec2.SecurityGroupRule[]): Ec2.IpPermission[] {
  const byPorts = new Map<string, Required<Pick<Ec2.IpPermission, (typeof SOURCES)[number]>> & Ec2.IpPermission>();
  for (const rule of rules) {
    const key = `${rule.IpProtocol} ${rule.FromPort} ${rule.ToPort}`;
    const permission = byPorts.get(key) ?? {
      IpProtocol: rule.IpProtocol,
      // All protocols have no ports.
      ...(rule.IpProtocol === "-1" ? {} : { FromPort: rule.FromPort, ToPort: rule.ToPort }),
      IpRanges: [],
      Ipv6Ranges: [],
      PrefixListIds: [],
      UserIdGroupPairs: [],
    };
    byPorts.set(key, permission);
    const described = rule.Description === undefined ? {} : { Description: rule.Description };
    if (rule.CidrIpv4 !== undefined) permission.IpRanges?.push({ CidrIp: rule.CidrIpv4, ...described });
    if (rule.CidrIpv6 !== undefined) permission.Ipv6Ranges?.push({ CidrIpv6: rule.CidrIpv6, ...described });
    if (rule.PrefixListId !== undefined)
      permission.PrefixListIds?.push({ PrefixListId: rule.PrefixListId, ...described });
    if (rule.ReferencedGroupInfo) {
      const { GroupId, UserId } = rule.ReferencedGroupInfo;
      permission.UserIdGroupPairs?.push({ GroupId, UserId, ...described });
    }
  }
  return [...byPorts.values()];
}

const SOURCES = ["IpRanges", "Ipv6Ranges", "PrefixListIds", "UserIdGroupPairs"] as const;
