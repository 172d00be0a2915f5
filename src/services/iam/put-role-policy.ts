import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { putInlinePolicy } from "./inline-policies.ts";
import { requireOwnRole } from "./roles.ts";

export const putRolePolicy: Operation<typeof Iam, "PutRolePolicy"> = (
  { RoleName, PolicyName, PolicyDocument },
  context,
) => {
  putInlinePolicy(context, "role", requireOwnRole(context, RoleName), PolicyName, PolicyDocument);
  return {};
};
