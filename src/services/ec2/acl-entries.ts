/** Entries of network ACLs. */
import type * as Ec2 from "@aws-sdk/client-ec2";

/** The rule with the asterisk that ends every list: everything else is denied. */
export const LAST_RULE = 32_767;

/** What a default ACL has besides: everything is allowed. */
export function openEntries(ipv6: boolean): Ec2.NetworkAclEntry[] {
  return [
    ...bothWays(100, "allow", { CidrBlock: "0.0.0.0/0" }),
    ...(ipv6 ? bothWays(101, "allow", { Ipv6CidrBlock: "::/0" }) : []),
  ];
}

export function closedEntries(ipv6: boolean): Ec2.NetworkAclEntry[] {
  return [
    ...bothWays(LAST_RULE, "deny", { CidrBlock: "0.0.0.0/0" }),
    ...(ipv6 ? bothWays(LAST_RULE + 1, "deny", { Ipv6CidrBlock: "::/0" }) : []),
  ];
}

function bothWays(
  number: number,
  action: Ec2.RuleAction,
  block: Pick<Ec2.NetworkAclEntry, "CidrBlock" | "Ipv6CidrBlock">,
): Ec2.NetworkAclEntry[] {
  return [true, false].map((Egress) => ({ Egress, Protocol: "-1", RuleAction: action, RuleNumber: number, ...block }));
}
