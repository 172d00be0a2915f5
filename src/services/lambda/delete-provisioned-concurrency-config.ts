import type { LambdaOperation } from "./client.ts";
import { resolveVersion } from "./functions.ts";
import { provisionedKey } from "./keys.ts";
import { provisionedReference } from "./provisioned-concurrency.ts";
import { running } from "./running.ts";

export const deleteProvisionedConcurrencyConfig: LambdaOperation<"DeleteProvisionedConcurrencyConfig"> = (
  input,
  context,
) => {
  const reference = provisionedReference(context, input.FunctionName, input.Qualifier);
  context.store.delete(provisionedKey(reference, reference.name, reference.qualifier));
  running(context).provision(resolveVersion(context, reference), 0);
  return {};
};
