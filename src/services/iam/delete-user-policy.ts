import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { deleteInlinePolicy } from "./inline-policies.ts";
import { requireUser } from "./users.ts";

export const deleteUserPolicy: Operation<typeof Iam, "DeleteUserPolicy"> = ({ UserName, PolicyName }, context) => {
  deleteInlinePolicy(context, "user", requireUser(context, UserName), PolicyName);
  return {};
};
