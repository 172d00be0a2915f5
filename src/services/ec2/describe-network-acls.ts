import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import type { FilterFields } from "./filters.ts";
import { aclDetail } from "./network-acls.ts";

export const describeNetworkAcls: Operation<typeof Ec2, "DescribeNetworkAcls"> = (
  { NetworkAclIds, ...request },
  context,
) => {
  const { items, next } = describeResources(context, "network-acl", { ids: NetworkAclIds, ...request }, fields);
  return { NetworkAcls: items.map((acl) => aclDetail(context, acl)), ...next };
};

const fields: FilterFields<Ec2.NetworkAcl> = {
  default: ({ IsDefault }) => IsDefault,
  "association.association-id": ({ Associations }) => Associations?.map((one) => one.NetworkAclAssociationId),
  "association.network-acl-id": ({ Associations }) => Associations?.map((one) => one.NetworkAclId),
  "association.subnet-id": ({ Associations }) => Associations?.map((one) => one.SubnetId),
  "entry.cidr": ({ Entries }) => Entries?.map(({ CidrBlock }) => CidrBlock),
  "entry.egress": ({ Entries }) => Entries?.map(({ Egress }) => Egress),
  "entry.icmp.code": ({ Entries }) => Entries?.map(({ IcmpTypeCode }) => IcmpTypeCode?.Code),
  "entry.icmp.type": ({ Entries }) => Entries?.map(({ IcmpTypeCode }) => IcmpTypeCode?.Type),
  "entry.ipv6-cidr": ({ Entries }) => Entries?.map(({ Ipv6CidrBlock }) => Ipv6CidrBlock),
  "entry.port-range.from": ({ Entries }) => Entries?.map(({ PortRange }) => PortRange?.From),
  "entry.port-range.to": ({ Entries }) => Entries?.map(({ PortRange }) => PortRange?.To),
  "entry.protocol": ({ Entries }) => Entries?.map(({ Protocol }) => Protocol),
  "entry.rule-action": ({ Entries }) => Entries?.map(({ RuleAction }) => RuleAction),
  "entry.rule-number": ({ Entries }) => Entries?.map(({ RuleNumber }) => RuleNumber),
};
