/** The session of a role that an identity of another provider takes on. */
import type { AssumeRoleWithSAMLCommandInput, AssumeRoleWithWebIdentityCommandInput } from "@aws-sdk/client-sts";
import type { OperationContext } from "../../cloud/operation.ts";
import { issueCredentials } from "./credentials.ts";
import { type AssumedRole, accessDenied, assumedRoleUser, checkDuration, requireRole } from "./role.ts";
import { packedPolicySize, sessionPolicies } from "./session-policy.ts";

const DEFAULT_SECONDS = 3600;

/** What the answers of both operations have in common, and the role. `operation` is named to who may not. */
export function federatedSession(
  context: OperationContext,
  operation: string,
  sessionName: string,
  input: AssumeRoleWithSAMLCommandInput | AssumeRoleWithWebIdentityCommandInput,
) {
  const assumed: AssumedRole = requireRole(context, input.RoleArn as string, () =>
    accessDenied(`Not authorized to perform sts:${operation}`),
  );
  const seconds = input.DurationSeconds ?? DEFAULT_SECONDS;
  checkDuration(assumed.role, seconds);
  const policies = sessionPolicies(input.Policy);
  const user = assumedRoleUser(assumed, context.partition, sessionName);
  const session = {
    Credentials: issueCredentials(context, {
      account: assumed.account,
      type: "assumed-role",
      arn: user.Arn,
      userId: user.AssumedRoleId,
      name: assumed.role.name,
      seconds,
      policies,
      policyArns: (input.PolicyArns ?? []).map(({ arn }) => arn as string),
    }),
    AssumedRoleUser: user,
    PackedPolicySize: policies.length > 0 ? packedPolicySize(policies) : undefined,
  };
  return { assumed, session };
}
