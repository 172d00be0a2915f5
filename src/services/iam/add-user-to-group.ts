import type * as Iam from "@aws-sdk/client-iam";
import { memberKey, membershipKey } from "../../cloud/identity/keys.ts";
import type { Operation } from "../../cloud/operation.ts";
import { quotaExceeded } from "./fault.ts";
import { groupsOf, requireGroup } from "./groups.ts";
import { requireUser } from "./users.ts";

const GROUPS_PER_USER = 10;

export const addUserToGroup: Operation<typeof Iam, "AddUserToGroup"> = ({ GroupName, UserName }, context) => {
  const { store, account } = context;
  const group = requireGroup(context, GroupName);
  const user = requireUser(context, UserName);
  const groups = groupsOf(context, user);
  if (groups.some(({ id }) => id === group.id)) return {};
  if (groups.length >= GROUPS_PER_USER) throw quotaExceeded("GroupsPerUser", GROUPS_PER_USER);
  store.put(memberKey(account, group.id, user.id), user.name);
  store.put(membershipKey(account, user.id, group.id), group.name);
  return {};
};
