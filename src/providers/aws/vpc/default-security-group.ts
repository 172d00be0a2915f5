/** The security group that came with a VPC: taken over, its rules replaced, and left behind at the end. */
import { defineResource, Refusal } from "../framework/behaviour.ts";
import { tagMap } from "../framework/tags.ts";
import type { VpcResources } from "../schema/vpc.generated.ts";
import { filters, retagEc2 } from "./ec2.ts";
import { changeRules, findSecurityGroup, groupFound } from "./security-group.ts";
import { rulesFound } from "./security-group-rules.ts";

export const awsDefaultSecurityGroup = defineResource<VpcResources["aws_default_security_group"]>({
  title: "Security Group",
  named: () => null,

  async create(planned, aws, keep) {
    const { SecurityGroups } = await aws.call("ec2", "DescribeSecurityGroups", {
      Filters: filters({ "group-name": "default", ...(planned.vpc_id && { "vpc-id": planned.vpc_id }) }),
    });
    const group = SecurityGroups?.[0];
    if (!group) throw new Refusal("reading Default Security Group: couldn't find resource");
    const id = group.GroupId ?? "";
    keep(id);
    await retagEc2(aws, { id, tags_all: tagMap(group.Tags) }, { id, tags_all: planned.tags_all });
    const existing = {
      ingress: rulesFound(group.IpPermissions, [], id, group.OwnerId),
      egress: rulesFound(group.IpPermissionsEgress, [], id, group.OwnerId),
    };
    await changeRules(aws, id, existing, planned);
    return { id };
  },

  async read(state, aws) {
    const group = await findSecurityGroup(aws, state.id);
    return group && groupFound(aws, group, state);
  },

  async update(planned, aws, prior) {
    await changeRules(aws, planned.id, prior, planned);
    await retagEc2(aws, prior, planned);
  },

  async delete() {},
});
