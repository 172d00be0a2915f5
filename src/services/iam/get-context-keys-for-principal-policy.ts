import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { contextKeysOf } from "../../cloud/policy/context-keys.ts";
import { policiesOfArn } from "./simulation/policy-source.ts";
import { givenPolicies } from "./simulation/simulate.ts";

export const getContextKeysForPrincipalPolicy: Operation<typeof Iam, "GetContextKeysForPrincipalPolicy"> = (
  { PolicySourceArn, PolicyInputList },
  context,
) => {
  const { identity } = policiesOfArn(context, PolicySourceArn);
  return {
    ContextKeyNames: contextKeysOf([...identity, ...givenPolicies(PolicyInputList)].map(({ document }) => document)),
  };
};
