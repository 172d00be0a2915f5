/** Security groups are kept as a name and a list of rules; the permissions of the older operations are their sum. */
import type * as Ec2 from "@aws-sdk/client-ec2";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { permissionsOf } from "./permissions.ts";
import { tagsOf } from "./resource-tags.ts";
import type { SecurityGroupRecord } from "./resources.ts";
import { allResources, removeResource, requireResource } from "./resources.ts";

export function allowAllEgress(context: OperationContext, groupId: string, ruleId: string): Ec2.SecurityGroupRule {
  return {
    SecurityGroupRuleId: ruleId,
    GroupId: groupId,
    GroupOwnerId: context.account,
    IsEgress: true,
    IpProtocol: "-1",
    FromPort: -1,
    ToPort: -1,
    CidrIpv4: "0.0.0.0/0",
  };
}

export function rulesOf(context: OperationContext, groupId: string): Ec2.SecurityGroupRule[] {
  return allResources(context, "security-group-rule").filter(({ GroupId }) => GroupId === groupId);
}

export function removeSecurityGroup(context: OperationContext, groupId: string): void {
  for (const { SecurityGroupRuleId = "" } of rulesOf(context, groupId)) {
    removeResource(context, "security-group-rule", SecurityGroupRuleId);
  }
  removeResource(context, "security-group", groupId);
}

/** The group by id, or by name in the default VPC. */
export function requireGroup(
  context: OperationContext,
  { GroupId, GroupName }: { readonly GroupId?: string | undefined; readonly GroupName?: string | undefined },
): SecurityGroupRecord {
  if (GroupId !== undefined) {
    if (!/^sg-[0-9a-f]+$/.test(GroupId)) {
      throw new ServiceException("InvalidGroupId.Malformed", `Invalid id: "${GroupId}" (expecting "sg-...")`);
    }
    return requireResource(context, "security-group", GroupId);
  }
  if (GroupName === undefined) {
    throw new ServiceException("MissingParameter", "The request must contain the parameter groupName or groupId");
  }
  const defaultVpc = allResources(context, "vpc").find(({ IsDefault }) => IsDefault)?.VpcId;
  const group = allResources(context, "security-group").find(
    (one) => one.GroupName === GroupName && one.VpcId === defaultVpc,
  );
  if (!group) {
    throw new ServiceException(
      "InvalidGroup.NotFound",
      `The security group '${GroupName}' does not exist in default VPC '${defaultVpc}'`,
    );
  }
  return group;
}

export function groupDetail(context: OperationContext, group: SecurityGroupRecord): Ec2.SecurityGroup {
  const rules = rulesOf(context, group.GroupId);
  return {
    ...group,
    OwnerId: context.account,
    SecurityGroupArn: groupArn(context, group.GroupId),
    IpPermissions: permissionsOf(rules.filter(({ IsEgress }) => !IsEgress)),
    IpPermissionsEgress: permissionsOf(rules.filter(({ IsEgress }) => IsEgress)),
    Tags: tagsOf(context, group.GroupId),
  };
}

export function groupArn({ partition, region, account }: OperationContext, groupId: string): string {
  return `arn:${partition}:ec2:${region}:${account}:security-group/${groupId}`;
}
