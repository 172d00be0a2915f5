import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { attachedPolicyPage } from "./attachments.ts";
import { requireUser } from "./users.ts";

export const listAttachedUserPolicies: Operation<typeof Iam, "ListAttachedUserPolicies"> = (input, context) =>
  attachedPolicyPage(context, requireUser(context, input.UserName), input);
