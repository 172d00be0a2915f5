/** Rules (one source each) from what requests give as permissions (protocol and ports with all their sources). */
import { isIPv6 } from "node:net";
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { canonicalBlock, parseBlock } from "./cidr.ts";
import { invalidParameter, missingParameter } from "./fault.ts";
import { checkGroupText } from "./group-text.ts";
import { requirePrefixList } from "./prefix-lists.ts";
import { requireGroup } from "./security-groups.ts";

type RuleFacts = Omit<Ec2.SecurityGroupRule, "SecurityGroupRuleId" | "GroupId" | "GroupOwnerId" | "IsEgress">;

/** One rule for each source that the permissions name. */
export function rulesFrom(context: OperationContext, permissions: readonly Ec2.IpPermission[]): RuleFacts[] {
  return permissions.flatMap((permission) => {
    const ports = portsOf(permission);
    const rule = (source: RuleFacts, Description = ""): RuleFacts => {
      checkGroupText(Description, "Description", "rule description");
      return { ...ports, ...source, ...(Description === "" ? {} : { Description }) };
    };
    return [
      ...(permission.IpRanges ?? []).map(({ CidrIp, Description }) =>
        rule({ CidrIpv4: checkedBlock(CidrIp) }, Description),
      ),
      ...(permission.Ipv6Ranges ?? []).map(({ CidrIpv6, Description }) =>
        rule({ CidrIpv6: checkedIpv6Block(CidrIpv6) }, Description),
      ),
      ...(permission.PrefixListIds ?? []).map(({ PrefixListId, Description }) => {
        requirePrefixList(context, PrefixListId);
        return rule({ PrefixListId }, Description);
      }),
      ...(permission.UserIdGroupPairs ?? []).map(({ GroupId, GroupName, UserId, Description }) => {
        const group =
          UserId === undefined || UserId === context.account
            ? requireGroup(context, { GroupId, GroupName })
            : { GroupId };
        return rule(
          { ReferencedGroupInfo: { GroupId: group.GroupId, UserId: UserId ?? context.account } },
          Description,
        );
      }),
    ];
  });
}

const PROTOCOLS: Readonly<Record<string, string>> = { "6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6", all: "-1" };

function portsOf({ IpProtocol, FromPort, ToPort }: Ec2.IpPermission): RuleFacts {
  if (IpProtocol === undefined) throw missingParameter("ipProtocol");
  const protocol = PROTOCOLS[IpProtocol.toLowerCase()] ?? IpProtocol.toLowerCase();
  if (!/^(tcp|udp|icmp|icmpv6|-1|\d{1,3})$/.test(protocol)) {
    throw new ServiceException(
      "InvalidPermission.Malformed",
      `Unsupported IP protocol "${IpProtocol}"  - supported: [tcp, udp, icmp, icmpv6]`,
    );
  }
  if (protocol !== "tcp" && protocol !== "udp" && !protocol.startsWith("icmp")) {
    return { IpProtocol: protocol, FromPort: -1, ToPort: -1 };
  }
  if (protocol === "tcp" || protocol === "udp") {
    if (FromPort === undefined || ToPort === undefined) {
      throw invalidParameter(`Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.`);
    }
    for (const port of [FromPort, ToPort]) {
      if (port < 0 || port > 65_535)
        throw invalidParameter(
          `Invalid value '${FromPort === ToPort ? port : `${FromPort}-${ToPort}`}' for portRange. TCP/UDP port (${port}) out of range`,
        );
    }
    if (FromPort > ToPort) {
      throw invalidParameter(
        `Invalid value '${FromPort}-${ToPort}' for portRange. Invalid TCP/UDP port range (${FromPort}:${ToPort})`,
      );
    }
  }
  return { IpProtocol: protocol, FromPort: FromPort ?? -1, ToPort: ToPort ?? -1 };
}

function checkedBlock(text: string | undefined): string {
  if (text !== undefined && parseBlock(text)) return canonicalBlock(text);
  throw invalidParameter(`CIDR block ${text} is malformed`);
}

function checkedIpv6Block(text = ""): string {
  const [address = "", length = ""] = text.split("/");
  if (isIPv6(address) && /^\d{1,3}$/.test(length) && Number(length) <= 128) return text;
  throw invalidParameter(`CIDR block ${text} is malformed`);
}

export function sameRule(one: RuleFacts, other: RuleFacts): boolean {
  return (
    one.IpProtocol === other.IpProtocol &&
    (one.IpProtocol === "-1" || (one.FromPort === other.FromPort && one.ToPort === other.ToPort)) &&
    one.CidrIpv4 === other.CidrIpv4 &&
    one.CidrIpv6?.toLowerCase() === other.CidrIpv6?.toLowerCase() &&
    one.PrefixListId === other.PrefixListId &&
    one.ReferencedGroupInfo?.GroupId === other.ReferencedGroupInfo?.GroupId
  );
}

/** `peer: 0.0.0.0/0, TCP, from port: 80, to port: 80, ALLOW`, as the refusal of a second such rule names it. */
export function ruleText(rule: RuleFacts): string {
  const peer = rule.CidrIpv4 ?? rule.CidrIpv6 ?? rule.PrefixListId ?? rule.ReferencedGroupInfo?.GroupId;
  if (rule.IpProtocol === "-1") return `peer: ${peer}, ALL, ALLOW`;
  return `peer: ${peer}, ${rule.IpProtocol?.toUpperCase()}, from port: ${rule.FromPort}, to port: ${rule.ToPort}, ALLOW`;
}
