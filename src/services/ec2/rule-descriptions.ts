/** New descriptions for rules, in one direction. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { requireResource, saveResource } from "./resources.ts";
import { rulesFrom, sameRule } from "./rules-from-permissions.ts";
import { requireGroup, rulesOf } from "./security-groups.ts";

interface DescriptionRequest {
  readonly GroupId?: string | undefined;
  readonly GroupName?: string | undefined;
  readonly IpPermissions?: readonly Ec2.IpPermission[] | undefined;
  readonly SecurityGroupRuleDescriptions?: readonly Ec2.SecurityGroupRuleDescription[] | undefined;
}

export function describeRules(
  context: OperationContext,
  request: DescriptionRequest,
  isEgress: boolean,
): { Return: boolean } {
  const group = requireGroup(context, request);
  const existing = rulesOf(context, group.GroupId).filter(({ IsEgress }) => IsEgress === isEgress);
  const change = (rule: Ec2.SecurityGroupRule, text: string | undefined) => {
    const { Description: _, ...rest } = rule;
    saveResource(context, "security-group-rule", rule.SecurityGroupRuleId, {
      ...rest,
      ...(text === undefined || text === "" ? {} : { Description: text }),
    });
  };
  for (const { SecurityGroupRuleId, Description } of request.SecurityGroupRuleDescriptions ?? []) {
    change(requireResource(context, "security-group-rule", SecurityGroupRuleId), Description);
  }
  for (const wanted of rulesFrom(context, request.IpPermissions ?? [])) {
    const rule = existing.find((one) => sameRule(one, wanted));
    if (!rule) {
      throw new ServiceException(
        "InvalidPermission.NotFound",
        "The specified rule does not exist in this security group.",
      );
    }
    change(rule, wanted.Description);
  }
  return { Return: true };
}
