import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { checkTrustPolicy } from "./document/trust-policy.ts";
import { quotaExceeded } from "./fault.ts";
import { documentSize } from "./policy-text.ts";
import { requireOwnRole, saveRole } from "./roles.ts";
import { TRUST_POLICY_LIMIT } from "./trust-policy-limit.ts";

export const updateAssumeRolePolicy: Operation<typeof Iam, "UpdateAssumeRolePolicy"> = (
  { RoleName, PolicyDocument = "" },
  context,
) => {
  const role = requireOwnRole(context, RoleName);
  checkTrustPolicy(PolicyDocument, context);
  if (documentSize(PolicyDocument) > TRUST_POLICY_LIMIT) throw quotaExceeded("ACLSizePerRole", TRUST_POLICY_LIMIT);
  saveRole(context, { ...role, trustPolicy: PolicyDocument });
  return {};
};
