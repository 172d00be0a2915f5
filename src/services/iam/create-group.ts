import type * as Iam from "@aws-sdk/client-iam";
import { groupKey } from "../../cloud/identity/keys.ts";
import type { GroupRecord } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { alreadyExists } from "./fault.ts";
import { groupDetail, saveGroup } from "./groups.ts";
import { newEntity } from "./new-entity.ts";

export const createGroup: Operation<typeof Iam, "CreateGroup"> = (
  { GroupName: name = "", Path: path = "/" },
  context,
) => {
  const { store, account } = context;
  if (store.has(groupKey(account, name))) throw alreadyExists(`Group with name ${name} already exists.`);
  const group: GroupRecord = {
    ...newEntity(context, "group", path, name),
  };
  saveGroup(context, group);
  return { Group: groupDetail(group) };
};
