import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { groupDetail, membersOf, requireGroup } from "./groups.ts";
import { page } from "./page.ts";
import { userSummary } from "./users.ts";

export const getGroup: Operation<typeof Iam, "GetGroup"> = (input, context) => {
  const group = requireGroup(context, input.GroupName);
  const { items, position } = page(membersOf(context, group), input, ({ name }) => name);
  return { Group: groupDetail(group), Users: items.map(userSummary), ...position };
};
