import type * as Iam from "@aws-sdk/client-iam";
import type { ManagedPolicyRecord } from "../../cloud/identity/records.ts";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { checkIdentityPolicy } from "./document/identity-policy.ts";
import { quotaExceeded } from "./fault.ts";
import { requireOwnPolicy, savePolicy, versionSummary } from "./managed-policies.ts";
import { MANAGED_POLICY_SIZE, VERSIONS_PER_POLICY } from "./policy-limits.ts";
import { documentSize } from "./policy-text.ts";

export const createPolicyVersion: Operation<typeof Iam, "CreatePolicyVersion"> = (
  { PolicyArn, PolicyDocument = "", SetAsDefault },
  context,
) => {
  const policy = requireOwnPolicy(context, PolicyArn);
  checkIdentityPolicy(PolicyDocument);
  if (documentSize(PolicyDocument) > MANAGED_POLICY_SIZE) throw quotaExceeded("PolicySize", MANAGED_POLICY_SIZE);
  if (policy.versions.length >= VERSIONS_PER_POLICY) {
    throw new ServiceException(
      "LimitExceeded",
      "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.",
    );
  }
  const created = new Date(wholeSeconds(context.clock.now()));
  const version = { id: `v${policy.nextVersion}`, document: PolicyDocument, created };
  const changed: ManagedPolicyRecord = {
    ...policy,
    versions: [...policy.versions, version],
    nextVersion: policy.nextVersion + 1,
    defaultVersion: SetAsDefault ? version.id : policy.defaultVersion,
    updated: created,
  };
  savePolicy(context, changed);
  return { PolicyVersion: versionSummary(changed, version) };
};
