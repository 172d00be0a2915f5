import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { groupDetail, groupsOf } from "./groups.ts";
import { page } from "./page.ts";
import { requireUser } from "./users.ts";

export const listGroupsForUser: Operation<typeof Iam, "ListGroupsForUser"> = (input, context) => {
  const { items, position } = page(groupsOf(context, requireUser(context, input.UserName)), input, ({ name }) => name);
  return { Groups: items.map(groupDetail), ...position };
};
