import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireGroup } from "./groups.ts";
import { deleteInlinePolicy } from "./inline-policies.ts";

export const deleteGroupPolicy: Operation<typeof Iam, "DeleteGroupPolicy"> = ({ GroupName, PolicyName }, context) => {
  deleteInlinePolicy(context, "group", requireGroup(context, GroupName), PolicyName);
  return {};
};
