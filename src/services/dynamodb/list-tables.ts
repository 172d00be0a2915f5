import type { DynamoOperation } from "./operation.ts";
import { readTables } from "./table/table-store.ts";

export const listTables: DynamoOperation<"ListTables"> = (
  { ExclusiveStartTableName: after, Limit: limit = 100 },
  context,
) => {
  const now = context.clock.now();
  const names: string[] = [];
  for (const table of readTables(context.store, context, after)) {
    if (table.deletedAt !== undefined && now >= table.deletedAt) continue;
    if (names.length === limit) return { LastEvaluatedTableName: names.at(-1), TableNames: names };
    names.push(table.name);
  }
  return { TableNames: names };
};
