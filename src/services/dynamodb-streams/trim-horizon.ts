import { type ChangeRecord, lastNumber, recordKey, retention } from "../../cloud/change-stream/streams.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";

/** Refuses to go on at a record that was written but is no longer read. */
export function requireKept(
  arn: string,
  number: number,
  { store, clock }: Pick<OperationContext, "store" | "clock">,
): void {
  if (number === 0 || number > lastNumber(store, arn)) return;
  const record = store.get<ChangeRecord>(recordKey(arn, number));
  if (record && clock.now() - record.at <= retention) return;
  throw new ServiceException("TrimmedDataAccessException", "The data you are trying to access has been trimmed");
}
