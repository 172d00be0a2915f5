import type * as Iam from "@aws-sdk/client-iam";
import type { ManagedPolicyRecord } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { awsManagedPolicies } from "./aws-managed-policies.ts";
import { attachmentCount, boundaryUsage, isAwsManaged, knownPolicies, policySummary } from "./managed-policies.ts";
import { page } from "./page.ts";

export const listPolicies: Operation<typeof Iam, "ListPolicies"> = (input, context) => {
  const { Scope = "All", OnlyAttached = false, PathPrefix = "/", PolicyUsageFilter } = input;
  const known = new Map(knownPolicies(context).map((policy) => [policy.arn, policy]));
  if (Scope !== "Local" && !OnlyAttached) {
    for (const policy of awsManagedPolicies(context.partition)) {
      if (!known.has(policy.arn)) known.set(policy.arn, policy);
    }
  }
  const wanted = [...known.values()]
    .filter((policy) => inScope(policy, Scope) && policy.path.startsWith(PathPrefix))
    .sort((one, other) => (one.arn < other.arn ? -1 : 1));
  const used = wanted.filter(({ arn }) => {
    const attached = attachmentCount(context, arn) > 0;
    const bounds = boundaryUsage(context, arn) > 0;
    if (OnlyAttached && !attached && !bounds) return false;
    if (PolicyUsageFilter === "PermissionsPolicy") return attached;
    return PolicyUsageFilter !== "PermissionsBoundary" || bounds;
  });
  const { items, position } = page(OnlyAttached || PolicyUsageFilter ? used : wanted, input, ({ arn }) => arn);
  return { Policies: items.map((policy) => policySummary(context, policy)), ...position };
};

function inScope({ arn }: ManagedPolicyRecord, scope: string): boolean {
  return scope === "All" || isAwsManaged(arn) === (scope === "AWS");
}
