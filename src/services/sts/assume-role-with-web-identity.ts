import type { Operation } from "../../cloud/operation.ts";
import type { Sts } from "./client.ts";
import { issueCredentials } from "./credentials.ts";
import { accessDenied, assumedRoleUser, checkDuration, requireRole } from "./role.ts";
import { packedPolicySize, sessionPolicies } from "./session-policy.ts";
import { readWebIdentityToken } from "./web-identity-token.ts";

const DEFAULT_SECONDS = 3600;

export const assumeRoleWithWebIdentity: Operation<Sts, "AssumeRoleWithWebIdentity"> = (input, context) => {
  const claims = readWebIdentityToken(input.WebIdentityToken as string, context.clock.now());
  const assumed = requireRole(context, input.RoleArn as string, () =>
    accessDenied("Not authorized to perform sts:AssumeRoleWithWebIdentity"),
  );
  const seconds = input.DurationSeconds ?? DEFAULT_SECONDS;
  checkDuration(assumed.role, seconds);
  const policies = sessionPolicies(input.Policy);
  const user = assumedRoleUser(assumed, context.partition, input.RoleSessionName as string);
  return {
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
    SubjectFromWebIdentityToken: claims.subject,
    AssumedRoleUser: user,
    PackedPolicySize: policies.length > 0 ? packedPolicySize(policies) : undefined,
    Provider: input.ProviderId ?? claims.issuer,
    Audience: claims.audience,
  };
};
