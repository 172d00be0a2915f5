/** Adding and taking away the rules of a security group, in one direction. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { missingParameter } from "./fault.ts";
import { newId } from "./ids.ts";
import { addTags, requestedTags, tagsOf } from "./resource-tags.ts";
import { removeResource, saveResource, unknownResource } from "./resources.ts";
import { rulesFrom, ruleText, sameRule } from "./rules-from-permissions.ts";
import { requireGroup, rulesOf } from "./security-groups.ts";

interface RuleRequest {
  readonly GroupId?: string | undefined;
  readonly GroupName?: string | undefined;
  readonly IpPermissions?: readonly Ec2.IpPermission[] | undefined;
  readonly SecurityGroupRuleIds?: readonly string[] | undefined;
  readonly TagSpecifications?: readonly Ec2.TagSpecification[] | undefined;
  readonly CidrIp?: string | undefined;
  readonly FromPort?: number | undefined;
  readonly ToPort?: number | undefined;
  readonly IpProtocol?: string | undefined;
  readonly SourceSecurityGroupName?: string | undefined;
}

const RULE_LIMIT = 60;

export function authorizeRules(
  context: OperationContext,
  request: RuleRequest,
  isEgress: boolean,
): { Return: boolean; SecurityGroupRules: Ec2.SecurityGroupRule[] } {
  const group = requireGroup(context, request);
  const tags = requestedTags(request.TagSpecifications, "security-group-rule");
  const wanted = rulesFrom(context, permissionsIn(request));
  if (wanted.length === 0) throw missingParameter("ipPermissions");
  const existing = rulesOf(context, group.GroupId).filter(({ IsEgress }) => IsEgress === isEgress);
  wanted.forEach((rule, at) => {
    if ([...existing, ...wanted.slice(0, at)].some((other) => sameRule(rule, other))) {
      throw new ServiceException(
        "InvalidPermission.Duplicate",
        `the specified rule "${ruleText(rule)}" already exists`,
      );
    }
  });
  if (existing.length + wanted.length > RULE_LIMIT) {
    throw new ServiceException(
      "RulesPerSecurityGroupLimitExceeded",
      `The maximum number of rules per security group has been reached.`,
    );
  }
  const rules = wanted.map((rule): Ec2.SecurityGroupRule => {
    const id = newId("sgr");
    const saved = {
      SecurityGroupRuleId: id,
      GroupId: group.GroupId,
      GroupOwnerId: context.account,
      IsEgress: isEgress,
      ...rule,
    };
    saveResource(context, "security-group-rule", id, saved);
    addTags(context, id, tags);
    return ruleDetail(context, saved);
  });
  return { Return: true, SecurityGroupRules: rules };
}

export function revokeRules(
  context: OperationContext,
  request: RuleRequest,
  isEgress: boolean,
): { Return: boolean; RevokedSecurityGroupRules?: Ec2.RevokedSecurityGroupRule[] } {
  const group = requireGroup(context, request);
  const existing = rulesOf(context, group.GroupId).filter(({ IsEgress }) => IsEgress === isEgress);
  const ids = request.SecurityGroupRuleIds ?? [];
  const byId = ids.map((id) => {
    const rule = existing.find(({ SecurityGroupRuleId }) => SecurityGroupRuleId === id);
    if (!rule) throw unknownResource("security-group-rule", id);
    return rule;
  });
  const byFacts = rulesFrom(context, permissionsIn(request)).map((wanted) => {
    const rule = existing.find((one) => sameRule(one, wanted));
    if (!rule) {
      throw new ServiceException(
        "InvalidPermission.NotFound",
        "The specified rule does not exist in this security group.",
      );
    }
    return rule;
  });
  const revoked = [...new Set([...byId, ...byFacts])];
  for (const { SecurityGroupRuleId = "" } of revoked) {
    removeResource(context, "security-group-rule", SecurityGroupRuleId);
  }
  return { Return: true, RevokedSecurityGroupRules: revoked.map(revokedDetail) };
}

// The oldest form names one source by members of the request itself.
function permissionsIn(request: RuleRequest): readonly Ec2.IpPermission[] {
  if (request.IpProtocol === undefined) return request.IpPermissions ?? [];
  const { IpProtocol, FromPort, ToPort, CidrIp, SourceSecurityGroupName } = request;
  return [
    {
      IpProtocol,
      FromPort,
      ToPort,
      ...(CidrIp === undefined ? {} : { IpRanges: [{ CidrIp }] }),
      ...(SourceSecurityGroupName === undefined ? {} : { UserIdGroupPairs: [{ GroupName: SourceSecurityGroupName }] }),
    },
  ];
}

export function ruleDetail(context: OperationContext, rule: Ec2.SecurityGroupRule): Ec2.SecurityGroupRule {
  const { partition, region, account } = context;
  return {
    ...rule,
    SecurityGroupRuleArn: `arn:${partition}:ec2:${region}:${account}:security-group-rule/${rule.SecurityGroupRuleId}`,
    Tags: tagsOf(context, rule.SecurityGroupRuleId),
  };
}

function revokedDetail(rule: Ec2.SecurityGroupRule): Ec2.RevokedSecurityGroupRule {
  const {
    ReferencedGroupInfo,
    SecurityGroupRuleId,
    GroupId,
    IsEgress,
    IpProtocol,
    FromPort,
    ToPort,
    CidrIpv4,
    CidrIpv6,
    PrefixListId,
    Description,
  } = rule;
  return {
    SecurityGroupRuleId,
    GroupId,
    IsEgress,
    IpProtocol,
    FromPort,
    ToPort,
    CidrIpv4,
    CidrIpv6,
    PrefixListId,
    Description,
    ReferencedGroupId: ReferencedGroupInfo?.GroupId,
  };
}
