import { defineResource, Refusal } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { everyPage, without } from "../framework/given.ts";
import { uniqueName } from "../framework/names.ts";
import type { IamResources } from "../schema/iam.generated.ts";
import { addUser } from "./add-user.ts";

export const awsIamUserGroupMembership = defineResource<IamResources["aws_iam_user_group_membership"]>({
  title: "IAM User Group Membership",
  named: (planned) => planned.user,
  words: { creating: (planned) => `assigning IAM User Group Membership (${planned.user})` },

  async create(planned, aws) {
    for (const GroupName of planned.groups) await addUser(aws, GroupName, planned.user);
    return { id: uniqueName("terraform-") };
  },

  /** Groups that are not of this resource stay out of its state. */
  async read(state, aws) {
    const found = await unless(
      everyPage(
        (Marker) => aws.call("iam", "ListGroupsForUser", { UserName: state.user, Marker }),
        (answer) => answer.Groups,
        (answer) => answer.Marker,
      ),
      "NoSuchEntity",
    );
    const names = found?.map((group) => group.GroupName ?? "");
    return names && { groups: state.groups.filter((group) => names.includes(group)) };
  },

  async update(planned, aws, prior) {
    const UserName = planned.user;
    for (const GroupName of without(prior.groups, planned.groups))
      await unless(aws.call("iam", "RemoveUserFromGroup", { GroupName, UserName }), "NoSuchEntity");
    for (const GroupName of without(planned.groups, prior.groups)) await addUser(aws, GroupName, UserName);
  },

  async delete(prior, aws) {
    for (const GroupName of prior.groups)
      await unless(aws.call("iam", "RemoveUserFromGroup", { GroupName, UserName: prior.user }), "NoSuchEntity");
  },

  importId(id) {
    const [user, ...groups] = id.split("/");
    if (!user || groups.length === 0)
      throw new Refusal(`unexpected format of ID (${JSON.stringify(id)}), expected <user-name>/<group-name1>/...`);
    return { id: uniqueName("terraform-"), user, groups };
  },
});
