import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { page } from "./page.ts";
import { resultName } from "./simulation/result-name.ts";
import { givenPolicies, simulate } from "./simulation/simulate.ts";

export const simulateCustomPolicy: Operation<typeof Iam, "SimulateCustomPolicy"> = (input, context) => {
  const results = simulate(
    {
      policies: { identity: givenPolicies(input.PolicyInputList), boundary: undefined },
      boundaries: input.PermissionsBoundaryPolicyInputList ?? [],
      callerArn: input.CallerArn ?? context.principal.arn,
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
