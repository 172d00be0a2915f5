import type { LambdaOperation } from "./client.ts";
import { ACCOUNT_LIMIT, MINIMUM_UNRESERVED } from "./concurrency.ts";
import { invalidConcurrency, invalidParameter } from "./fault.ts";
import { lambdaTime, requireFunction, resolveVersion } from "./functions.ts";
import { provisionedKey } from "./keys.ts";
import { PROVISIONING, provisionedReference, provisionedStatus, requireOneHolder } from "./provisioned-concurrency.ts";
import { reservedConcurrency } from "./put-function-concurrency.ts";
import { running } from "./running.ts";

export const putProvisionedConcurrencyConfig: LambdaOperation<"PutProvisionedConcurrencyConfig"> = (input, context) => {
  const reference = provisionedReference(context, input.FunctionName, input.Qualifier);
  const { name, qualifier } = reference;
  const owner = requireFunction(context, reference);
  const version = resolveVersion(context, reference);
  const requested = input.ProvisionedConcurrentExecutions ?? 0;
  if (requested > (owner.reservedConcurrency ?? Number.POSITIVE_INFINITY)) {
    throw invalidParameter(
      "Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function",
    );
  }
  const free = ACCOUNT_LIMIT - reservedConcurrency(context, context);
  if (owner.reservedConcurrency === undefined && requested > free) {
    throw invalidConcurrency(
      `Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${free}].`,
    );
  }
  if (owner.reservedConcurrency === undefined && free - requested < MINIMUM_UNRESERVED) {
    throw invalidConcurrency(
      `Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${MINIMUM_UNRESERVED}].`,
    );
  }
  requireOneHolder(context, reference);
  const now = context.clock.now();
  const record = { requested, modifiedAt: lambdaTime(now), readyAt: now + PROVISIONING };
  context.store.put(provisionedKey(reference, name, qualifier), record);
  running(context).provision(version, requested);
  return provisionedStatus(context, record);
};
