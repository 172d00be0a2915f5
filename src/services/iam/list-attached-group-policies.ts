import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { attachedPolicyPage } from "./attachments.ts";
import { requireGroup } from "./groups.ts";

export const listAttachedGroupPolicies: Operation<typeof Iam, "ListAttachedGroupPolicies"> = (input, context) =>
  attachedPolicyPage(context, requireGroup(context, input.GroupName), input);
