import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { page } from "./page.ts";
import { policiesOfArn } from "./simulation/policy-source.ts";
import { resultName } from "./simulation/result-name.ts";
import { givenPolicies, simulate } from "./simulation/simulate.ts";

export const simulatePrincipalPolicy: Operation<typeof Iam, "SimulatePrincipalPolicy"> = (input, context) => {
  const { identity, boundary } = policiesOfArn(context, input.PolicySourceArn);
  const results = simulate(
    {
      policies: { identity: [...identity, ...givenPolicies(input.PolicyInputList)], boundary },
      boundaries: input.PermissionsBoundaryPolicyInputList ?? [],
      callerArn: input.CallerArn ?? input.PolicySourceArn ?? "",
      actions: input.ActionNames ?? [],
      resources: input.ResourceArns,
      resourcePolicy: input.ResourcePolicy,
      resourceOwner: input.ResourceOwner,
      contextEntries: input.ContextEntries ?? [],
    },
    context.account,
  );
  const { items, position } = page(results, input, resultName);
  return { EvaluationResults: items, ...position };
};
