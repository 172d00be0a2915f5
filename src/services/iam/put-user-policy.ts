import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { putInlinePolicy } from "./inline-policies.ts";
import { requireUser } from "./users.ts";

export const putUserPolicy: Operation<typeof Iam, "PutUserPolicy"> = (
  { UserName, PolicyName, PolicyDocument },
  context,
) => {
  putInlinePolicy(context, "user", requireUser(context, UserName), PolicyName, PolicyDocument);
  return {};
};
