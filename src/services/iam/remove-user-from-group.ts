import type * as Iam from "@aws-sdk/client-iam";
import { memberKey, membershipKey } from "../../cloud/identity/keys.ts";
import type { Operation } from "../../cloud/operation.ts";
import { requireGroup } from "./groups.ts";
import { requireUser } from "./users.ts";

export const removeUserFromGroup: Operation<typeof Iam, "RemoveUserFromGroup"> = ({ GroupName, UserName }, context) => {
  const { store, account } = context;
  const group = requireGroup(context, GroupName);
  const user = requireUser(context, UserName);
  store.delete(memberKey(account, group.id, user.id));
  store.delete(membershipKey(account, user.id, group.id));
  return {};
};
