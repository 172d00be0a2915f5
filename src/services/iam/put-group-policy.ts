import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireGroup } from "./groups.ts";
import { putInlinePolicy } from "./inline-policies.ts";

export const putGroupPolicy: Operation<typeof Iam, "PutGroupPolicy"> = (
  { GroupName, PolicyName, PolicyDocument },
  context,
) => {
  putInlinePolicy(context, "group", requireGroup(context, GroupName), PolicyName, PolicyDocument);
  return {};
};
