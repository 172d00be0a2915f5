import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage, without } from "../framework/given.ts";
import type { IamResources } from "../schema/iam.generated.ts";
import { addUser } from "./add-user.ts";

export const awsIamGroupMembership = defineResource<IamResources["aws_iam_group_membership"]>({
  title: "IAM Group Membership",
  importable: false,

  async create(planned, aws, keep) {
    keep(planned.name);
    for (const UserName of planned.users) await addUser(aws, planned.group, UserName);
    return { id: planned.name };
  },

  async read(state, aws) {
    const users = await unless(
      everyPage(
        (Marker) => aws.call("iam", "GetGroup", { GroupName: state.group, Marker }),
        (answer) => answer.Users,
        (answer) => answer.Marker,
      ),
      "NoSuchEntity",
    );
    return users && { users: users.map((user) => user.UserName ?? "") };
  },

  async update(planned, aws, prior) {
    const GroupName = planned.group;
    for (const UserName of without(prior.users, planned.users))
      await unless(aws.call("iam", "RemoveUserFromGroup", { GroupName, UserName }), "NoSuchEntity");
    for (const UserName of without(planned.users, prior.users)) await addUser(aws, GroupName, UserName);
  },

  async delete(prior, aws) {
    for (const UserName of prior.users)
      await unless(aws.call("iam", "RemoveUserFromGroup", { GroupName: prior.group, UserName }), "NoSuchEntity");
  },
});
