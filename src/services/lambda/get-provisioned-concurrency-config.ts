import type { LambdaOperation } from "./client.ts";
import { provisionedReference, provisionedStatus, requireProvisioned } from "./provisioned-concurrency.ts";

export const getProvisionedConcurrencyConfig: LambdaOperation<"GetProvisionedConcurrencyConfig"> = (input, context) => {
  const reference = provisionedReference(context, input.FunctionName, input.Qualifier);
  return provisionedStatus(context, requireProvisioned(context, reference));
};
