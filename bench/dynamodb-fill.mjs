/**
 * Fills a table in a stopped server's store with the load's items, in the order in which they lie in the database:
 * `fill DIRECTORY TABLE ITEMS`. Ten million items come in this way in minutes; no request could bring them as fast.
 */
import { join } from "node:path";
import { itemKey, partitionPart } from "../src/services/dynamodb/item/primary-key.ts";
import { encodeItem } from "../src/services/dynamodb/item/stored-item.ts";
import { tableKey } from "../src/services/dynamodb/table/table.ts";
import { databaseName } from "../src/store/data-directory.ts";
import { Database } from "../src/store/database.ts";
import { encodeKey } from "../src/store/key-encoding.ts";
import { decodeValue, encodeValue } from "../src/store/value-encoding.ts";
import { itemOf, partitionSize } from "./dynamodb-load.mjs";

const [directory, tableName, items] = process.argv.slice(2);
const database = new Database(join(directory, databaseName), { unsynced: true });
const table = storedTable();
await database.apply(entries(), database.checkpoint);
await database.close();

function storedTable() {
  const bytes = database.get(encodeKey(tableKey("000000000000", "us-east-1", tableName)));
  if (!bytes) throw new Error(`No table ${tableName} in ${directory}`);
  return JSON.parse(Buffer.from(decodeValue(bytes)).toString());
}

function* entries() {
  const partitions = Array.from({ length: Math.ceil(Number(items) / partitionSize) }, (_, number) => {
    const { S: key } = itemOf(number * partitionSize).pk;
    return { number, order: partitionPart([{ S: key }]) };
  });
  partitions.sort((left, right) => (left.order < right.order ? -1 : 1));
  for (const { number } of partitions) {
    for (let n = number * partitionSize; n < Math.min((number + 1) * partitionSize, Number(items)); n++) {
      const item = itemOf(n);
      yield [encodeKey(itemKey(table, item)), encodeValue(encodeItem(item))];
    }
  }
}
