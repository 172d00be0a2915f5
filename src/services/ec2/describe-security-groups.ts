import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { describeResources } from "./describe.ts";
import type { FilterFields } from "./filters.ts";
import { findResource, type SecurityGroupRecord } from "./resources.ts";
import { groupDetail, requireGroup, rulesOf } from "./security-groups.ts";

export const describeSecurityGroups: Operation<typeof Ec2, "DescribeSecurityGroups"> = (
  { GroupIds, GroupNames, ...request },
  context,
) => {
  for (const id of GroupIds ?? []) requireGroup(context, { GroupId: id });
  const named = (GroupNames ?? []).map((GroupName) => requireGroup(context, { GroupName }).GroupId);
  const ids = [...(GroupIds ?? []), ...named];
  const { items, next } = describeResources(context, "security-group", { ids, ...request }, fieldsFor(context));
  return { SecurityGroups: items.map((group) => groupDetail(context, group)), ...next };
};

const groupNameOf = (context: OperationContext, id: string | undefined): string | undefined =>
  id === undefined ? undefined : findResource(context, "security-group", id)?.GroupName;

function fieldsFor(context: OperationContext): FilterFields<SecurityGroupRecord> {
  const rule =
    (egress: boolean, read: (rule: Ec2.SecurityGroupRule) => string | number | undefined) =>
    ({ GroupId }: SecurityGroupRecord) =>
      rulesOf(context, GroupId)
        .filter(({ IsEgress }) => IsEgress === egress)
        .map(read);
  const both = (name: string, read: (rule: Ec2.SecurityGroupRule) => string | number | undefined) => ({
    [`ip-permission.${name}`]: rule(false, read),
    [`egress.ip-permission.${name}`]: rule(true, read),
  });
  return {
    "owner-id": () => context.account,
    ...both("cidr", ({ CidrIpv4 }) => CidrIpv4),
    ...both("ipv6-cidr", ({ CidrIpv6 }) => CidrIpv6),
    ...both("from-port", ({ FromPort }) => FromPort),
    ...both("to-port", ({ ToPort }) => ToPort),
    ...both("protocol", ({ IpProtocol }) => IpProtocol),
    ...both("group-id", ({ ReferencedGroupInfo }) => ReferencedGroupInfo?.GroupId),
    ...both("group-name", ({ ReferencedGroupInfo }) => groupNameOf(context, ReferencedGroupInfo?.GroupId)),
    ...both("user-id", ({ ReferencedGroupInfo }) => ReferencedGroupInfo?.UserId),
    ...both("prefix-list-id", ({ PrefixListId }) => PrefixListId),
  };
}
