/** Entries of network ACLs between attributes and EC2's members, and the changes from one list of them to another. */
import type { NetworkAcl, NetworkAclEntry, RuleAction } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { Refusal } from "../framework/behaviour.ts";
import { isRefusal } from "../framework/call-error.ts";
import { networkProtocol } from "../framework/network-protocols.ts";
import { filters } from "./ec2.ts";

export interface Entry {
  readonly action: string | null;
  readonly cidr_block: string | null;
  readonly from_port: number | null;
  readonly icmp_code: number | null;
  readonly icmp_type: number | null;
  readonly ipv6_cidr_block: string | null;
  readonly protocol: string | null;
  readonly rule_no: number | null;
  readonly to_port: number | null;
}

function protocolNumber(name: string): string {
  const number = networkProtocol(name);
  if (number === undefined) throw new Refusal(`unsupported NACL protocol: ${name}`);
  return String(number);
}

/** What is not known yet is only the same as itself. */
const keyOf = (value: unknown): unknown => (typeof value === "symbol" ? "?" : value);

/** What makes two entries the same: names and numbers of protocols do not differ, and neither do null and zero. */
export function entryKey(entry: object): string {
  const one = Object.fromEntries(
    Object.entries(entry).map(([name, value]) => [name, keyOf(value)]),
  ) as unknown as Entry;
  const protocol = one.protocol === null ? undefined : networkProtocol(one.protocol);
  return JSON.stringify([
    one.from_port ?? 0,
    one.to_port ?? 0,
    one.rule_no ?? 0,
    one.action?.toLowerCase() ?? "",
    protocol === undefined ? one.protocol : String(protocol),
    one.cidr_block ?? "",
    one.ipv6_cidr_block ?? "",
    one.icmp_type ?? 0,
    one.icmp_code ?? 0,
  ]);
}

/** The last rules of a list are AWS's own: they can be neither configured nor removed. */
const isOwn = ({ RuleNumber = 0 }: NetworkAclEntry): boolean => RuleNumber < 32_767;

export function entriesFound(acl: NetworkAcl, egress: boolean) {
  return (acl.Entries ?? [])
    .filter((entry) => entry.Egress === egress && isOwn(entry))
    .map((entry) => ({
      action: entry.RuleAction,
      cidr_block: entry.CidrBlock,
      from_port: entry.PortRange?.From,
      icmp_code: entry.IcmpTypeCode?.Code,
      icmp_type: entry.IcmpTypeCode?.Type,
      ipv6_cidr_block: entry.Ipv6CidrBlock,
      protocol: entry.Protocol,
      rule_no: entry.RuleNumber,
      to_port: entry.PortRange?.To,
    }));
}

/** EC2's entry; throws a Refusal where the provider would not ask AWS. */
export function entryInput(entry: Entry) {
  const Protocol = protocolNumber(entry.protocol ?? "");
  const [From, To] = [entry.from_port ?? 0, entry.to_port ?? 0];
  if (Protocol === "-1" && (From !== 0 || To !== 0))
    throw new Refusal(`to_port (${To}) and from_port (${From}) must both be 0 to use the the 'all' "-1" protocol!`);
  return {
    RuleNumber: entry.rule_no ?? 0,
    Protocol,
    RuleAction: entry.action as RuleAction,
    ...(entry.cidr_block && { CidrBlock: entry.cidr_block }),
    ...(entry.ipv6_cidr_block && { Ipv6CidrBlock: entry.ipv6_cidr_block }),
    ...((Protocol === "1" || Protocol === "58") && {
      IcmpTypeCode: { Code: entry.icmp_code ?? 0, Type: entry.icmp_type ?? 0 },
    }),
    PortRange: { From, To },
  };
}

/** Takes away what is no longer wanted, then adds what is new. */
export async function changeEntries(
  aws: Aws,
  NetworkAclId: string,
  Egress: boolean,
  prior: readonly Entry[],
  planned: readonly Entry[],
): Promise<void> {
  const [before, after] = [new Set(prior.map(entryKey)), new Set(planned.map(entryKey))];
  for (const entry of prior) {
    if (after.has(entryKey(entry))) continue;
    try {
      await aws.call("ec2", "DeleteNetworkAclEntry", { NetworkAclId, Egress, RuleNumber: entry.rule_no ?? 0 });
    } catch (error) {
      if (!isRefusal(error, "InvalidNetworkAclEntry.NotFound")) throw error;
    }
  }
  for (const entry of planned)
    if (!before.has(entryKey(entry)))
      await aws.call("ec2", "CreateNetworkAclEntry", { NetworkAclId, Egress, ...entryInput(entry) });
}

/** Puts subnets under the ACL; each leaves the one that it was under. */
export async function associateSubnets(aws: Aws, NetworkAclId: string, subnets: readonly string[]): Promise<void> {
  for (const subnet of subnets) {
    const { NetworkAcls } = await aws.call("ec2", "DescribeNetworkAcls", {
      Filters: filters({ "association.subnet-id": subnet }),
    });
    const association = NetworkAcls?.[0]?.Associations?.find((one) => one.SubnetId === subnet);
    if (!association)
      throw new Refusal(`reading EC2 Network ACL Association for EC2 Subnet (${subnet}): couldn't find resource`);
    const AssociationId = association.NetworkAclAssociationId;
    await aws.call("ec2", "ReplaceNetworkAclAssociation", { AssociationId, NetworkAclId });
  }
}
