import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requirePolicy, versionSummary } from "./managed-policies.ts";
import { page } from "./page.ts";

export const listPolicyVersions: Operation<typeof Iam, "ListPolicyVersions"> = (input, context) => {
  const policy = requirePolicy(context, input.PolicyArn);
  const { items, position } = page([...policy.versions].reverse(), input, ({ id }) => id);
  return { Versions: items.map((version) => versionSummary(policy, version)), ...position };
};
