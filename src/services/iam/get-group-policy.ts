import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireGroup } from "./groups.ts";
import { requireInlinePolicy } from "./inline-policies.ts";

export const getGroupPolicy: Operation<typeof Iam, "GetGroupPolicy"> = ({ GroupName, PolicyName }, context) => {
  const group = requireGroup(context, GroupName);
  return { GroupName: group.name, ...requireInlinePolicy(context, "group", group, PolicyName) };
};
