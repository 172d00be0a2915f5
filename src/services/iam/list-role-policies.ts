import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { inlinePolicyNames } from "./inline-policies.ts";
import { page } from "./page.ts";
import { requireRole } from "./roles.ts";

export const listRolePolicies: Operation<typeof Iam, "ListRolePolicies"> = (input, context) => {
  const names = inlinePolicyNames(context, requireRole(context, input.RoleName));
  const { items, position } = page(names, input, (name) => name);
  return { PolicyNames: items, ...position };
};
