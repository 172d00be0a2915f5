import type { Operation } from "../../cloud/operation.ts";
import type { Sts } from "./client.ts";
import { issueCredentials } from "./credentials.ts";
import { accessDenied, assumedRoleUser, checkDuration, requireRole } from "./role.ts";
import { nameQualifier, readSamlAssertion } from "./saml-assertion.ts";
import { packedPolicySize, sessionPolicies } from "./session-policy.ts";

const DEFAULT_SECONDS = 3600;

export const assumeRoleWithSaml: Operation<Sts, "AssumeRoleWithSAML"> = (input, context) => {
  const assertion = readSamlAssertion(input.SAMLAssertion as string);
  const assumed = requireRole(context, input.RoleArn as string, () =>
    accessDenied("Not authorized to perform sts:AssumeRoleWithSAML"),
  );
  const seconds = input.DurationSeconds ?? DEFAULT_SECONDS;
  checkDuration(assumed.role, seconds);
  const policies = sessionPolicies(input.Policy);
  const user = assumedRoleUser(assumed, context.partition, assertion.sessionName);
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
    AssumedRoleUser: user,
    PackedPolicySize: policies.length > 0 ? packedPolicySize(policies) : undefined,
    Subject: assertion.subject,
    SubjectType: assertion.subjectType,
    Issuer: assertion.issuer,
    Audience: assertion.recipient,
    NameQualifier: nameQualifier(assertion.issuer, assumed.account, input.PrincipalArn as string),
  };
};
