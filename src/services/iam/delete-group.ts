import type * as Iam from "@aws-sdk/client-iam";
import { groupKey } from "../../cloud/identity/keys.ts";
import type { Operation } from "../../cloud/operation.ts";
import { refuseWhilePolicies } from "./attachments.ts";
import { deleteConflict } from "./fault.ts";
import { membersOf, requireGroup } from "./groups.ts";

export const deleteGroup: Operation<typeof Iam, "DeleteGroup"> = ({ GroupName }, context) => {
  const { store, account } = context;
  const group = requireGroup(context, GroupName);
  if (membersOf(context, group).length > 0) throw deleteConflict("remove users from group");
  refuseWhilePolicies(context, group);
  store.delete(groupKey(account, group.name));
  return {};
};
