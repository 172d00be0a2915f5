import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { requireOwnPolicy, requireVersion, savePolicy } from "./managed-policies.ts";

export const deletePolicyVersion: Operation<typeof Iam, "DeletePolicyVersion"> = (
  { PolicyArn, VersionId },
  context,
) => {
  const policy = requireOwnPolicy(context, PolicyArn);
  const version = requireVersion(policy, VersionId);
  if (version.id === policy.defaultVersion) {
    throw new ServiceException("DeleteConflict", "Cannot delete the default version of a policy.");
  }
  savePolicy(context, { ...policy, versions: policy.versions.filter(({ id }) => id !== version.id) });
  return {};
};
