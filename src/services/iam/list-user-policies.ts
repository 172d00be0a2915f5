import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { inlinePolicyNames } from "./inline-policies.ts";
import { page } from "./page.ts";
import { requireUser } from "./users.ts";

export const listUserPolicies: Operation<typeof Iam, "ListUserPolicies"> = (input, context) => {
  const names = inlinePolicyNames(context, requireUser(context, input.UserName));
  const { items, position } = page(names, input, (name) => name);
  return { PolicyNames: items, ...position };
};
