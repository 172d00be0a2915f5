import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireOwnPolicy, savePolicy } from "./managed-policies.ts";
import { withoutTags } from "./tags.ts";

export const untagPolicy: Operation<typeof Iam, "UntagPolicy"> = ({ PolicyArn, TagKeys }, context) => {
  const policy = requireOwnPolicy(context, PolicyArn);
  savePolicy(context, { ...policy, tags: withoutTags(policy.tags, TagKeys) });
  return {};
};
