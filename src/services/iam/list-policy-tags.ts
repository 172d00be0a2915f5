import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requirePolicy } from "./managed-policies.ts";
import { tagPage } from "./tags.ts";

export const listPolicyTags: Operation<typeof Iam, "ListPolicyTags"> = (input, context) =>
  tagPage(requirePolicy(context, input.PolicyArn).tags, input);
