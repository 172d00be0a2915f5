import type * as Ec2 from "@aws-sdk/client-ec2";
import type { Operation } from "../../cloud/operation.ts";
import { requireResource, saveResource, unknownResource } from "./resources.ts";
import { rulesFrom } from "./rules-from-permissions.ts";
import { requireGroup } from "./security-groups.ts";

export const modifySecurityGroupRules: Operation<typeof Ec2, "ModifySecurityGroupRules"> = (
  { GroupId, SecurityGroupRules = [] },
  context,
) => {
  const group = requireGroup(context, { GroupId });
  for (const { SecurityGroupRuleId, SecurityGroupRule: wanted } of SecurityGroupRules) {
    const rule = requireResource(context, "security-group-rule", SecurityGroupRuleId);
    if (rule.GroupId !== group.GroupId || !wanted)
      throw unknownResource("security-group-rule", SecurityGroupRuleId ?? "");
    const [facts] = rulesFrom(context, [permissionFrom(wanted)]);
    const { SecurityGroupRuleId: id, GroupOwnerId, IsEgress } = rule;
    saveResource(context, "security-group-rule", id, {
      SecurityGroupRuleId: id,
      GroupId: group.GroupId,
      GroupOwnerId,
      IsEgress,
      ...facts,
    });
  }
  return { Return: true };
};

function permissionFrom(rule: Ec2.SecurityGroupRuleRequest): Ec2.IpPermission {
  const { IpProtocol, FromPort, ToPort, CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupId, Description } = rule;
  return {
    IpProtocol,
    FromPort,
    ToPort,
    IpRanges: CidrIpv4 === undefined ? [] : [{ CidrIp: CidrIpv4, Description }],
    Ipv6Ranges: CidrIpv6 === undefined ? [] : [{ CidrIpv6, Description }],
    PrefixListIds: PrefixListId === undefined ? [] : [{ PrefixListId, Description }],
    UserIdGroupPairs: ReferencedGroupId === undefined ? [] : [{ GroupId: ReferencedGroupId, Description }],
  };
}
