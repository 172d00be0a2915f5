import type * as Iam from "@aws-sdk/client-iam";
import { groupKey } from "../../cloud/identity/keys.ts";
import type { GroupRecord } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { entityArn } from "./arn.ts";
import { alreadyExists } from "./fault.ts";
import { groupDetail, saveGroup } from "./groups.ts";
import { uniqueId } from "./unique-id.ts";

export const createGroup: Operation<typeof Iam, "CreateGroup"> = (
  { GroupName: name = "", Path: path = "/" },
  context,
) => {
  const { store, account, clock } = context;
  if (store.has(groupKey(account, name))) throw alreadyExists(`Group with name ${name} already exists.`);
  const group: GroupRecord = {
    arn: entityArn(context, "group", path, name),
    path,
    name,
    id: uniqueId("AGPA"),
    created: new Date(wholeSeconds(clock.now())),
  };
  saveGroup(context, group);
  return { Group: groupDetail(group) };
};
