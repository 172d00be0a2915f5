import type { CancellationReason } from "@aws-sdk/client-dynamodb";
import { answer, Written, writtenItem, writtenItemText } from "./answer/answer.ts";
import { ConsumptionByTable } from "./answer/consumption-by-table.ts";
import { admitItem } from "./attribute/admit.ts";
import type { Item } from "./attribute/value.ts";
import { readProjection } from "./expression/expressions.ts";
import { Placeholders } from "./expression/placeholders.ts";
import { projectItem } from "./expression/project.ts";
import type { Path } from "./expression/syntax.ts";
import { checkKey, checkKeyContents } from "./item/check-key.ts";
import { checkKeyPaths } from "./item/check-key-paths.ts";
import { keyText } from "./item/key-text.ts";
import { itemKey } from "./item/primary-key.ts";
import { decodeItem, storedSize, storedText } from "./item/stored-item.ts";
import type { DynamoOperation } from "./operation.ts";
import { checkingRequest, refusal } from "./refusal.ts";
import { checkTransactable } from "./replication/strong-consistency.ts";
import { usableTable } from "./table/find-table.ts";
import { cancelled, reasonOf } from "./transaction/cancellation.ts";
import { checkTotalSize } from "./transaction/total-size.ts";

interface Get {
  readonly tableName: string;
  readonly key: Item;
  readonly paths: readonly Path[] | undefined;
}

export const transactGetItems: DynamoOperation<"TransactGetItems"> = (input, context) => {
  const gets = checkingRequest(() =>
    input.TransactItems!.map(({ Get }): Get => {
      const placeholders = new Placeholders(Get!);
      const key = admitItem(Get!.Key!);
      const paths = readProjection(Get!.ProjectionExpression, placeholders);
      // Without an expression, names are passed over.
      if (paths) placeholders.checkAllUsed();
      return { tableName: Get!.TableName!, key, paths };
    }),
  );
  const reads = gets.map((get) => ({ ...get, table: usableTable(get.tableName, context, "GetItem") }));
  for (const { key, table } of reads) {
    checkTransactable(table);
    checkKeyContents(key, table);
  }
  checkDistinct(reads.map(({ key, table }) => `${table.arn} ${keyText(key)}`));
  const reasons = reads.map(({ key, paths, table }) =>
    reasonOf((): CancellationReason | undefined => {
      checkKey(key, table);
      if (paths) checkKeyPaths(paths, table);
      return undefined;
    }),
  );
  if (reasons.some(({ Code }) => Code !== "None")) throw cancelled(reasons);
  const consumption = new ConsumptionByTable("ReadCapacityUnits");
  let total = 0;
  const items = reads.map(({ key, paths, table }): Written | undefined => {
    const bytes = context.store.get<Buffer>(itemKey(table, key));
    const size = bytes ? storedSize(bytes) : 0;
    total += size;
    checkTotalSize(total);
    consumption.add({ table, units: 2 * Math.max(1, Math.ceil(size / 4096)) });
    if (!bytes) return undefined;
    return paths ? writtenItem(projectItem(decodeItem(bytes), paths)) : writtenItemText(storedText(bytes));
  });
  return answer({
    ConsumedCapacity: consumption.described(input.ReturnConsumedCapacity),
    Responses: new Written(`[${items.map((item) => (item ? `{"Item":${item.text}}` : "{}")).join(",")}]`, () =>
      items.map((item) => (item ? { Item: item.decoded() } : {})),
    ),
  });
};

function checkDistinct(keys: readonly string[]): void {
  if (new Set(keys).size < keys.length) {
    throw refusal("Transaction request cannot include multiple operations on one item");
  }
}
