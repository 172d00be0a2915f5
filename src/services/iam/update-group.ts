import type * as Iam from "@aws-sdk/client-iam";
import { groupKey, membershipKey } from "../../cloud/identity/keys.ts";
import type { GroupRecord } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { entityArn } from "./arn.ts";
import { renameAttachments } from "./attachments.ts";
import { alreadyExists } from "./fault.ts";
import { membersOf, requireGroup, saveGroup } from "./groups.ts";

export const updateGroup: Operation<typeof Iam, "UpdateGroup"> = ({ GroupName, NewGroupName, NewPath }, context) => {
  const { store, account } = context;
  const group = requireGroup(context, GroupName);
  const name = NewGroupName ?? group.name;
  const path = NewPath ?? group.path;
  const taken = store.get<GroupRecord>(groupKey(account, name));
  if (taken && taken.id !== group.id) throw alreadyExists(`Group with name ${name} already exists.`);
  const members = membersOf(context, group);
  store.delete(groupKey(account, group.name));
  const renamed = { ...group, name, path, arn: entityArn(context, "group", path, name) };
  saveGroup(context, renamed);
  renameAttachments(context, "group", renamed);
  for (const user of members) store.put(membershipKey(account, user.id, group.id), name);
  return {};
};
