import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireOwnPolicy, savePolicy } from "./managed-policies.ts";
import { mergeTags } from "./tags.ts";

export const tagPolicy: Operation<typeof Iam, "TagPolicy"> = ({ PolicyArn, Tags }, context) => {
  const policy = requireOwnPolicy(context, PolicyArn);
  savePolicy(context, { ...policy, tags: mergeTags(policy.tags, Tags) });
  return {};
};
