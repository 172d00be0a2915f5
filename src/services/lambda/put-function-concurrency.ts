import type { OperationContext } from "../../cloud/operation.ts";
import type { LambdaOperation } from "./client.ts";
import { ACCOUNT_LIMIT, MINIMUM_UNRESERVED } from "./concurrency.ts";
import type { FunctionRecord, Place, ProvisionedRecord } from "./entities.ts";
import { invalidConcurrency, invalidParameter } from "./fault.ts";
import { requireUnqualified } from "./function-name.ts";
import { requireFunction, saveFunction } from "./functions.ts";
import { prefixOf } from "./keys.ts";
import { recordsAt } from "./records.ts";

export const putFunctionConcurrency: LambdaOperation<"PutFunctionConcurrency"> = (input, context) => {
  const reference = requireUnqualified(context, input.FunctionName);
  const record = requireFunction(context, reference);
  const reserved = input.ReservedConcurrentExecutions ?? 0;
  const others = reservedConcurrency(context, record) - (record.reservedConcurrency ?? 0);
  if (ACCOUNT_LIMIT - others - reserved < MINIMUM_UNRESERVED) {
    throw invalidConcurrency(
      `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${MINIMUM_UNRESERVED}].`,
    );
  }
  const provisioned = recordsAt<ProvisionedRecord>(context, [...prefixOf(record, "provisioned"), record.name]);
  const total = provisioned.reduce((sum, { requested }) => sum + requested, 0);
  if (total > reserved) {
    throw invalidParameter(
      `ReservedConcurrentExecutions  ${reserved} should not be lower than function's total provisioned concurrency ${total}.`,
    );
  }
  saveFunction(context, { ...record, reservedConcurrency: reserved });
  return { ReservedConcurrentExecutions: reserved };
};

/** What functions of the account and region have reserved of its concurrency. */
export function reservedConcurrency({ store }: Pick<OperationContext, "store">, place: Place): number {
  const all = recordsAt<FunctionRecord>({ store }, prefixOf(place, "function"));
  return all.reduce((sum, { reservedConcurrency: reserved }) => sum + (reserved ?? 0), 0);
}
