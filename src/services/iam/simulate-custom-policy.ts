import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { givenPolicies, simulate } from "./simulation/simulate.ts";

export const simulateCustomPolicy: Operation<typeof Iam, "SimulateCustomPolicy"> = (input, context) =>
  simulate(input, {
    policies: { identity: givenPolicies(input.PolicyInputList), boundary: undefined },
    callerArn: input.CallerArn ?? context.principal.arn,
    account: context.account,
  });
