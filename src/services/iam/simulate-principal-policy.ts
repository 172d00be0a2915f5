import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { policiesOfArn } from "./simulation/policy-source.ts";
import { givenPolicies, simulate } from "./simulation/simulate.ts";

export const simulatePrincipalPolicy: Operation<typeof Iam, "SimulatePrincipalPolicy"> = (input, context) => {
  const { identity, boundary } = policiesOfArn(context, input.PolicySourceArn);
  return simulate(input, {
    policies: { identity: [...identity, ...givenPolicies(input.PolicyInputList)], boundary },
    callerArn: input.CallerArn ?? input.PolicySourceArn ?? "",
    account: context.account,
  });
};
