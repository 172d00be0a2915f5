import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { Sts } from "./client.ts";
import { issueCredentials } from "./credentials.ts";
import { accessDenied, assumedRoleUser, checkDuration, requireRole } from "./role.ts";
import { packedPolicySize, sessionPolicies } from "./session-policy.ts";
import { callingSession, sessionTags } from "./session-tags.ts";
import { trusts } from "./trust.ts";

const DEFAULT_SECONDS = 3600;
const MOST_CHAINED_SECONDS = 3600;

export const assumeRole: Operation<Sts, "AssumeRole"> = (input, context) => {
  const { principal, partition } = context;
  const roleArn = input.RoleArn as string;
  const sessionName = input.RoleSessionName as string;
  const caller = callingSession(context);
  const { tags, transitiveTagKeys } = sessionTags(input.Tags ?? [], input.TransitiveTagKeys ?? [], caller);
  const denied = () =>
    accessDenied(`User: ${principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn}`);
  const assumed = requireRole(context, roleArn, denied);
  if (!trusts(assumed, context, caller, input)) throw denied();
  const seconds = input.DurationSeconds ?? DEFAULT_SECONDS;
  checkDuration(assumed.role, seconds);
  if (caller?.type === "assumed-role" && seconds > MOST_CHAINED_SECONDS) {
    throw new ServiceException(
      "ValidationError",
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
      {},
      400,
    );
  }
  const policies = sessionPolicies(input.Policy);
  const policyArns = (input.PolicyArns ?? []).map(({ arn }) => arn as string);
  const user = assumedRoleUser(assumed, partition, sessionName);
  const sourceIdentity = input.SourceIdentity ?? caller?.sourceIdentity;
  const Credentials = issueCredentials(context, {
    account: assumed.account,
    type: "assumed-role",
    arn: user.Arn,
    userId: user.AssumedRoleId,
    name: assumed.role.name,
    seconds,
    policies,
    policyArns,
    tags,
    transitiveTagKeys,
    sourceIdentity,
  });
  const packed = [...policies, ...policyArns, ...(input.Tags ?? []).map(({ Key, Value }) => `${Key}${Value}`)];
  return {
    Credentials,
    AssumedRoleUser: user,
    PackedPolicySize: packed.length > 0 ? packedPolicySize(packed) : undefined,
    SourceIdentity: sourceIdentity,
  };
};
