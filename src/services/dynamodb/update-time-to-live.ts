import type { OperationContext } from "../../cloud/operation.ts";
import { expiryOf, forgetExpiries, putExpiry } from "./expiry/expiry-index.ts";
import { itemsPrefix } from "./item/primary-key.ts";
import { decodeItem } from "./item/stored-item.ts";
import type { DynamoOperation } from "./operation.ts";
import { refusal } from "./refusal.ts";
import { existingTable } from "./table/find-table.ts";
import type { Table } from "./table/table.ts";
import { writeTable } from "./table/table-store.ts";

export const updateTimeToLive: DynamoOperation<"UpdateTimeToLive"> = (input, context) => {
  const { AttributeName: attribute, Enabled: enabled } = input.TimeToLiveSpecification!;
  const table = existingTable(input.TableName!, context);
  const current = table.timeToLive;
  if (enabled && current?.enabled) {
    throw refusal(
      current.attribute === attribute
        ? "TimeToLive is already enabled"
        : `TimeToLive is active on a different AttributeName: current AttributeName is ${current.attribute}`,
    );
  }
  if (!enabled && !current?.enabled) throw refusal("TimeToLive is already disabled");
  if (!enabled && current && current.attribute !== attribute) {
    throw refusal(`TimeToLive is active on a different AttributeName: current AttributeName is ${current.attribute}`);
  }
  const updated: Table = { ...table, timeToLive: { attribute: attribute!, enabled: enabled! } };
  writeTable(context.store, updated);
  if (enabled) expectAll(updated, attribute!, context);
  else forgetExpiries(context.store, updated);
  return { TimeToLiveSpecification: { AttributeName: attribute!, Enabled: enabled! } };
};

function expectAll(table: Table, attribute: string, context: OperationContext): void {
  for (const { key, value } of context.store.range<Buffer>({ prefix: itemsPrefix(table) })) {
    const seconds = expiryOf(decodeItem(value), attribute);
    if (seconds !== undefined) putExpiry(context, table, seconds, key);
  }
}
