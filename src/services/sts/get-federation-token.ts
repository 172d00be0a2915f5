import type { Operation } from "../../cloud/operation.ts";
import type { Sts } from "./client.ts";
import { issueCredentials } from "./credentials.ts";
import { accessDenied } from "./role.ts";
import { packedPolicySize, sessionPolicies } from "./session-policy.ts";
import { callingSession, sessionTags } from "./session-tags.ts";

const DEFAULT_SECONDS = 43_200;

export const getFederationToken: Operation<Sts, "GetFederationToken"> = (input, context) => {
  if (callingSession(context)) throw accessDenied("Cannot call GetFederationToken with session credentials");
  const { account, partition } = context;
  const name = input.Name as string;
  const policies = sessionPolicies(input.Policy);
  const FederatedUser = {
    FederatedUserId: `${account}:${name}`,
    Arn: `arn:${partition}:sts::${account}:federated-user/${name}`,
  };
  const { tags } = sessionTags(input.Tags ?? [], [], undefined);
  return {
    Credentials: issueCredentials(context, {
      account,
      type: "federated-user",
      arn: FederatedUser.Arn,
      userId: FederatedUser.FederatedUserId,
      name,
      seconds: input.DurationSeconds ?? DEFAULT_SECONDS,
      policies,
      policyArns: (input.PolicyArns ?? []).map(({ arn }) => arn as string),
      tags,
    }),
    FederatedUser,
    PackedPolicySize: packedPolicySize([...policies, ...tags.map(({ Key, Value }) => Key + Value)]),
  };
};
