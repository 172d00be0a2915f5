import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { contextKeysOf } from "../../cloud/policy/context-keys.ts";
import { givenPolicies } from "./simulation/simulate.ts";

export const getContextKeysForCustomPolicy: Operation<typeof Iam, "GetContextKeysForCustomPolicy"> = ({
  PolicyInputList,
}) => ({
  ContextKeyNames: contextKeysOf(givenPolicies(PolicyInputList).map(({ document }) => document)),
});
