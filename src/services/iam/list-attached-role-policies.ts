import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { attachedPolicyPage } from "./attachments.ts";
import { requireRole } from "./roles.ts";

export const listAttachedRolePolicies: Operation<typeof Iam, "ListAttachedRolePolicies"> = (input, context) =>
  attachedPolicyPage(context, requireRole(context, input.RoleName), input);
