import type { SecurityGroup as Ec2SecurityGroup } from "@aws-sdk/client-ec2";
import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { isRefusal, unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import { chosenName, prefixOf } from "../framework/names.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { ec2Arn, retagEc2, taggedAs } from "./ec2.ts";
import { permissionOf, type Rule, rulesFound, rulesWithout } from "./security-group-rules.ts";

type SecurityGroup = VpcResources["aws_security_group"];

const GONE = ["InvalidGroup.NotFound", "InvalidGroupId.Malformed"];

export const awsSecurityGroup = defineResource<SecurityGroup>({
  title: "Security Group",
  named: (planned) => planned.name,

  async create(planned, aws, keep) {
    const { GroupId = "" } = await aws.call("ec2", "CreateSecurityGroup", {
      GroupName: chosenName(aws, planned.name, planned.name_prefix),
      Description: planned.description ?? undefined,
      VpcId: given(planned.vpc_id),
      TagSpecifications: taggedAs("security-group", planned.tags_all),
    });
    keep(GroupId);
    // AWS lets everything out of a new group; Terraform wants only what is written down.
    const group = await findSecurityGroup(aws, GroupId);
    const outward = group?.IpPermissionsEgress ?? [];
    if (outward.length > 0) await aws.call("ec2", "RevokeSecurityGroupEgress", { GroupId, IpPermissions: outward });
    await authorize(aws, GroupId, planned);
    return { id: GroupId };
  },

  async read(state, aws) {
    const group = await findSecurityGroup(aws, state.id);
    if (!group) return undefined;
    return groupFound(aws, group, state);
  },

  async update(planned, aws, prior) {
    await changeRules(aws, planned.id, prior, planned);
    await retagEc2(aws, prior, planned);
  },

  async delete(prior, aws) {
    const GroupId = prior.id;
    if (prior.revoke_rules_on_delete) {
      const group = await findSecurityGroup(aws, GroupId);
      if (group?.IpPermissions?.length)
        await aws.call("ec2", "RevokeSecurityGroupIngress", { GroupId, IpPermissions: group.IpPermissions });
      if (group?.IpPermissionsEgress?.length)
        await aws.call("ec2", "RevokeSecurityGroupEgress", { GroupId, IpPermissions: group.IpPermissionsEgress });
    }
    await aws.until(`Security Group (${GroupId}) delete`, async () => {
      try {
        await unless(aws.call("ec2", "DeleteSecurityGroup", { GroupId }), ...GONE);
        return true;
      } catch (error) {
        if (isRefusal(error, "DependencyViolation", "InvalidGroup.InUse")) return undefined;
        throw error;
      }
    });
  },
});

export async function findSecurityGroup(aws: Aws, id: string) {
  const answer = await unless(
    aws.call("ec2", "DescribeSecurityGroups", { GroupIds: [id] }),
    "InvalidGroup.NotFound",
    "InvalidSecurityGroupID.NotFound",
  );
  return answer?.SecurityGroups?.[0];
}

type Rules = Pick<SecurityGroup, "ingress" | "egress">;

export const groupFound = (aws: Aws, group: Ec2SecurityGroup, { ingress, egress }: Rules) => {
  const { GroupId = "", OwnerId } = group;
  return {
    arn: ec2Arn(aws, OwnerId, `security-group/${GroupId}`),
    description: group.Description,
    egress: rulesFound(group.IpPermissionsEgress, egress, GroupId, OwnerId),
    ingress: rulesFound(group.IpPermissions, ingress, GroupId, OwnerId),
    name: group.GroupName,
    name_prefix: prefixOf(group.GroupName),
    owner_id: OwnerId,
    vpc_id: group.VpcId,
    tags: tagMap(group.Tags),
  };
};

export async function changeRules(aws: Aws, GroupId: string, prior: Rules, planned: Rules): Promise<void> {
  const fresh = (name: "ingress" | "egress"): Rule[] => rulesWithout(planned[name], prior[name]);
  const old = (name: "ingress" | "egress"): Rule[] => rulesWithout(prior[name], planned[name]);
  await revoke(aws, GroupId, { ingress: old("ingress"), egress: old("egress") });
  await authorize(aws, GroupId, { ingress: fresh("ingress"), egress: fresh("egress") });
}

async function authorize(aws: Aws, GroupId: string, { ingress, egress }: Rules): Promise<void> {
  const permissions = (rules: readonly Rule[]) => rules.map((rule) => permissionOf(rule, GroupId));
  if (ingress.length > 0)
    await aws.call("ec2", "AuthorizeSecurityGroupIngress", { GroupId, IpPermissions: permissions(ingress) });
  if (egress.length > 0)
    await aws.call("ec2", "AuthorizeSecurityGroupEgress", { GroupId, IpPermissions: permissions(egress) });
}

async function revoke(aws: Aws, GroupId: string, { ingress, egress }: Rules): Promise<void> {
  const permissions = (rules: readonly Rule[]) => rules.map((rule) => permissionOf(rule, GroupId));
  if (ingress.length > 0)
    await aws.call("ec2", "RevokeSecurityGroupIngress", { GroupId, IpPermissions: permissions(ingress) });
  if (egress.length > 0)
    await aws.call("ec2", "RevokeSecurityGroupEgress", { GroupId, IpPermissions: permissions(egress) });
}
