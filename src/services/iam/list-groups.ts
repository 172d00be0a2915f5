import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { allGroups, groupDetail } from "./groups.ts";
import { page } from "./page.ts";

export const listGroups: Operation<typeof Iam, "ListGroups"> = (input, context) => {
  const { PathPrefix = "/" } = input;
  const groups = allGroups(context).filter(({ path }) => path.startsWith(PathPrefix));
  const { items, position } = page(groups, input, ({ name }) => name);
  return { Groups: items.map(groupDetail), ...position };
};
