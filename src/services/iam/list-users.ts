import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { page } from "./page.ts";
import { allUsers, userSummary } from "./users.ts";

export const listUsers: Operation<typeof Iam, "ListUsers"> = (input, context) => {
  const { PathPrefix = "/" } = input;
  const users = allUsers(context).filter(({ path }) => path.startsWith(PathPrefix));
  const { items, position } = page(users, input, ({ name }) => name);
  return { Users: items.map(userSummary), ...position };
};
