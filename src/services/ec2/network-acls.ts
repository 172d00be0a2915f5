/** Network ACLs: description, and a subnet's one association. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { canonicalBlock } from "./cidr.ts";
import { missingParameter } from "./fault.ts";
import { tagsOf } from "./resource-tags.ts";

export function aclDetail(context: OperationContext, acl: Ec2.NetworkAcl): Ec2.NetworkAcl {
  return {
    ...acl,
    Entries: [...(acl.Entries ?? [])].sort(
      (one, other) => Number(other.Egress) - Number(one.Egress) || (one.RuleNumber ?? 0) - (other.RuleNumber ?? 0),
    ),
    Tags: tagsOf(context, acl.NetworkAclId),
  };
}

/** A new entry from a request that names it by its members. */
export function entryFrom(input: {
  readonly RuleNumber?: number | undefined;
  readonly Protocol?: string | undefined;
  readonly RuleAction?: Ec2.RuleAction | undefined;
  readonly Egress?: boolean | undefined;
  readonly CidrBlock?: string | undefined;
  readonly Ipv6CidrBlock?: string | undefined;
  readonly IcmpTypeCode?: Ec2.IcmpTypeCode | undefined;
  readonly PortRange?: Ec2.PortRange | undefined;
}): Ec2.NetworkAclEntry {
  const { RuleNumber, RuleAction, Egress, CidrBlock, Ipv6CidrBlock, IcmpTypeCode, PortRange } = input;
  const Protocol = PROTOCOLS[input.Protocol?.toLowerCase() ?? ""] ?? input.Protocol;
  if (CidrBlock === undefined && Ipv6CidrBlock === undefined) throw missingParameter("cidrBlock");
  if ((Protocol === "6" || Protocol === "17") && PortRange === undefined) throw missingParameter("portRange");
  return {
    RuleNumber,
    Protocol,
    RuleAction,
    Egress,
    ...(CidrBlock === undefined ? {} : { CidrBlock: canonicalBlock(CidrBlock) }),
    ...(Ipv6CidrBlock === undefined ? {} : { Ipv6CidrBlock }),
    ...(IcmpTypeCode === undefined || !Protocol?.match(/^(1|58)$/) ? {} : { IcmpTypeCode }),
    ...(PortRange === undefined || !Protocol?.match(/^(6|17)$/) ? {} : { PortRange }),
  };
}

const PROTOCOLS: Readonly<Record<string, string>> = { tcp: "6", udp: "17", icmp: "1", icmpv6: "58", all: "-1" };

export function findEntry(
  acl: Ec2.NetworkAcl,
  { RuleNumber, Egress }: { readonly RuleNumber?: number | undefined; readonly Egress?: boolean | undefined },
): Ec2.NetworkAclEntry | undefined {
  return acl.Entries?.find((entry) => entry.RuleNumber === RuleNumber && entry.Egress === Egress);
}

export function noSuchEntry(number: number | undefined): ServiceException {
  return new ServiceException(
    "InvalidNetworkAclEntry.NotFound",
    `The network acl entry identified by rule number ${number} does not exist`,
  );
}
