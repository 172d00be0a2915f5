import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireInlinePolicy } from "./inline-policies.ts";
import { requireUser } from "./users.ts";

export const getUserPolicy: Operation<typeof Iam, "GetUserPolicy"> = ({ UserName, PolicyName }, context) => {
  const user = requireUser(context, UserName);
  return { UserName: user.name, ...requireInlinePolicy(context, "user", user, PolicyName) };
};
