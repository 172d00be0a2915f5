import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireGroup } from "./groups.ts";
import { inlinePolicyNames } from "./inline-policies.ts";
import { page } from "./page.ts";

export const listGroupPolicies: Operation<typeof Iam, "ListGroupPolicies"> = (input, context) => {
  const names = inlinePolicyNames(context, requireGroup(context, input.GroupName));
  const { items, position } = page(names, input, (name) => name);
  return { PolicyNames: items, ...position };
};
