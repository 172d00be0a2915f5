import type { WriteRequest } from "@aws-sdk/client-dynamodb";
import { ServiceException } from "../../wire/service-exception.ts";
import { answer } from "./answer/answer.ts";
import { itemCollectionMetrics } from "./answer/capacity.ts";
import { ConsumptionByTable } from "./answer/consumption-by-table.ts";
import { admitItem } from "./attribute/admit.ts";
import { itemSize, largestItem } from "./attribute/size.ts";
import type { Item } from "./attribute/value.ts";
import { checkItemKeys, checkKey } from "./item/check-key.ts";
import { findItem, writeItem } from "./item/write-item.ts";
import type { DynamoInput, DynamoOperation } from "./operation.ts";
import { checkingRequest, refusal } from "./refusal.ts";
import { usableTable } from "./table/find-table.ts";
import type { Table } from "./table/table.ts";

const mostRequests = 25;

interface Write {
  readonly kind: "put" | "delete";
  readonly keyed: Item;
}

export const batchWriteItem: DynamoOperation<"BatchWriteItem"> = (input, context) => {
  const requests = checkingRequest(() => check(input));
  const writes = requests.map(({ given, writes: ofTable }) => {
    const table = usableTable(given, context, "BatchWriteItem");
    for (const write of ofTable) checkWrite(write, table);
    checkDistinct(ofTable, table);
    return { table, writes: ofTable };
  });
  const consumption = new ConsumptionByTable();
  const metrics: Record<string, object[]> = {};
  for (const { table, writes: ofTable } of writes) {
    for (const { kind, keyed } of ofTable) {
      const before = findItem(context, table, keyed);
      const outcome = writeItem(context, { table, before, after: kind === "put" ? keyed : undefined });
      consumption.add({ table, ...outcome });
      const metric = itemCollectionMetrics(input.ReturnItemCollectionMetrics, table, keyed);
      if (metric) (metrics[table.name] ??= []).push(metric);
    }
  }
  return answer({
    ConsumedCapacity: consumption.described(input.ReturnConsumedCapacity),
    ItemCollectionMetrics: Object.keys(metrics).length > 0 ? metrics : undefined,
    UnprocessedItems: {},
  });
};

function check(input: DynamoInput<"BatchWriteItem">): { given: string; writes: Write[] }[] {
  const entries = Object.entries(input.RequestItems!);
  let count = 0;
  const tables = entries.map(([given, requests]) => {
    count += requests.length;
    return { given, writes: requests.map(readWrite) };
  });
  if (count > mostRequests) throw refusal("Too many items requested for the BatchWriteItem call");
  return tables;
}

function readWrite({ PutRequest: put, DeleteRequest: remove }: WriteRequest): Write {
  if ((put === undefined) === (remove === undefined)) {
    throw refusal(
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    );
  }
  if (remove) return { kind: "delete", keyed: admitItem(remove.Key!) };
  const keyed = admitItem(put!.Item!);
  if (itemSize(keyed) > largestItem) throw refusal("Item size has exceeded the maximum allowed size");
  return { kind: "put", keyed };
}

function checkWrite({ kind, keyed }: Write, table: Table): void {
  if (kind === "delete") {
    checkKey(keyed, table);
    return;
  }
  try {
    checkItemKeys(keyed, table);
  } catch (error) {
    // Where a single put names the key and the types, a batch does not.
    if (error instanceof ServiceException && /Type mismatch for key |Missing the key /.test(error.message)) {
      throw refusal("The provided key element does not match the schema");
    }
    throw error;
  }
}

function checkDistinct(writes: readonly Write[], table: Table): void {
  const names = [...table.keys.hash, ...table.keys.range].map(({ name }) => name);
  const keys = writes.map(({ keyed }) => JSON.stringify(names.map((name) => keyed[name])));
  if (new Set(keys).size < keys.length) throw refusal("Provided list of item keys contains duplicates");
}
