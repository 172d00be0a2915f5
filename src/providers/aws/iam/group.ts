import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import type { IamResources } from "../schema/iam.generated.ts";

export const awsIamGroup = defineResource<IamResources["aws_iam_group"]>({
  title: "IAM Group",

  plan(change) {
    if (!change.creating && change.changed("name", "path")) change.recompute("arn");
  },

  async create(planned, aws) {
    await aws.call("iam", "CreateGroup", { GroupName: planned.name, Path: planned.path ?? undefined });
    return { id: planned.name };
  },

  async read(state, aws) {
    const answer = await unless(aws.call("iam", "GetGroup", { GroupName: state.id }), "NoSuchEntity");
    const group = answer?.Group;
    if (!group) return undefined;
    return { arn: group.Arn, name: group.GroupName ?? "", path: group.Path, unique_id: group.GroupId };
  },

  async update(planned, aws, prior) {
    await aws.call("iam", "UpdateGroup", {
      GroupName: prior.name,
      NewGroupName: planned.name,
      NewPath: planned.path ?? undefined,
    });
    return planned.name;
  },

  async delete(prior, aws) {
    await unless(aws.call("iam", "DeleteGroup", { GroupName: prior.id }), "NoSuchEntity");
  },
});
