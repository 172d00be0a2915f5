import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { page } from "./page.ts";
import { allRoles, roleListItem } from "./roles.ts";

export const listRoles: Operation<typeof Iam, "ListRoles"> = (input, context) => {
  const { PathPrefix = "/" } = input;
  const roles = allRoles(context).filter(({ path }) => path.startsWith(PathPrefix));
  const { items, position } = page(roles, input, ({ name }) => name);
  return { Roles: items.map(roleListItem), ...position };
};
