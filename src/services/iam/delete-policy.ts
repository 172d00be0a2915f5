import type * as Iam from "@aws-sdk/client-iam";
import { policyKey } from "../../cloud/identity/keys.ts";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { attachmentCount, boundaryUsage, requireOwnPolicy } from "./managed-policies.ts";

export const deletePolicy: Operation<typeof Iam, "DeletePolicy"> = ({ PolicyArn }, context) => {
  const { store, account } = context;
  const policy = requireOwnPolicy(context, PolicyArn);
  if (attachmentCount(context, policy.arn) > 0 || boundaryUsage(context, policy.arn) > 0) {
    throw new ServiceException("DeleteConflict", "Cannot delete a policy attached to entities.");
  }
  if (policy.versions.length > 1) {
    throw new ServiceException(
      "DeleteConflict",
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    );
  }
  store.delete(policyKey(account, policy.arn));
  return {};
};
