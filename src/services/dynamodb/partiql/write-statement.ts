/** INSERT, UPDATE, DELETE and EXISTS as writes of one item: prepared against the item, then carried out. */
import type { OperationContext } from "../../../cloud/operation.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { itemSize, largestItem } from "../attribute/size.ts";
import { itemToWire } from "../attribute/to-wire.ts";
import type { Item } from "../attribute/value.ts";
import { meets } from "../expression/evaluate-condition.ts";
import { projectItem } from "../expression/project.ts";
import { checkItemKeys, checkKey } from "../item/check-key.ts";
import { checkUpdate, updatedItem } from "../item/update.ts";
import { type FoundItem, findItem, type WriteOutcome, writeItem, writeUnits } from "../item/write-item.ts";
import { refusal } from "../refusal.ts";
import { usableTable } from "../table/find-table.ts";
import type { Table } from "../table/table.ts";
import { type Delete, type Exists, type Insert, permissionOf, type Statement, type Update } from "./statement.ts";
import { keyOfWhere } from "./where-keys.ts";

export type WriteStatement = Insert | Update | Delete | Exists;

export interface PreparedWrite {
  readonly table: Table;
  readonly statement: WriteStatement;
  readonly before: FoundItem;
  readonly after: Item | undefined;
}

/** Throws what AWS refuses; `onFailure` is ReturnValuesOnConditionCheckFailure. */
export function prepareWrite(
  statement: WriteStatement,
  context: OperationContext,
  onFailure: string | undefined,
): PreparedWrite {
  if (statement.index !== undefined) throw refusal("This operation is not supported on an index");
  const table = usableTable(statement.table, context, permissionOf(statement));
  if (statement.kind === "INSERT") return prepareInsert(statement, table, context);
  const key = keyOfWhere(statement.where, table);
  checkKey(key, table);
  const before = findItem(context, table, key);
  const holds = before.item !== undefined && (!statement.where || meets(before.item, statement.where));
  // Deleting what is not there is no failure.
  if (!holds && (before.exists || statement.kind !== "DELETE")) throw conditionFailed(before, onFailure);
  switch (statement.kind) {
    case "DELETE":
      return { table, statement, before, after: undefined };
    case "EXISTS":
      return { table, statement, before, after: before.item };
    case "UPDATE":
      checkUpdate(statement.actions, table);
      return { table, statement, before, after: updatedItem(before.item, key, statement.actions, table) };
  }
}

function prepareInsert(statement: Insert, table: Table, context: OperationContext): PreparedWrite {
  const { item } = statement;
  if (itemSize(item) > largestItem) throw refusal("Item size has exceeded the maximum allowed size");
  checkItemKeys(item, table);
  const before = findItem(context, table, item);
  if (before.exists && statement.keepsExisting) return { table, statement, before, after: before.item };
  if (before.exists) throw new ServiceException("DuplicateItemException", "Duplicate primary key exists in table");
  return { table, statement, before, after: item };
}

function conditionFailed(before: FoundItem, onFailure: string | undefined): ServiceException {
  const members = onFailure === "ALL_OLD" && before.item ? { Item: itemToWire(before.item) } : {};
  return new ServiceException("ConditionalCheckFailedException", "The conditional request failed", members);
}

/** What a write that failed is charged: as if it had been carried out, as far as the statement tells. */
export function attemptedUnits(statement: Statement, context: OperationContext): { table: Table; units: number } {
  const table = usableTable(statement.table, context, permissionOf(statement));
  if (statement.kind === "SELECT") return { table, units: 0 };
  const item = statement.kind === "INSERT" ? statement.item : undefined;
  const { size } = findItem(context, table, item ?? keyOfWhere((statement as Update).where, table));
  return { table, units: writeUnits(Math.max(size, item ? itemSize(item) : 0)) };
}

export function onlyInTransactions(): ServiceException {
  return refusal("EXISTS can only be used in ExecuteTransaction write requests.");
}

export function carryOut({ table, statement, before, after }: PreparedWrite, context: OperationContext): WriteOutcome {
  if (statement.kind === "EXISTS") return { units: writeUnits(before.size), indexUnits: new Map() };
  return writeItem(context, { table, before, after });
}

/** The item that a RETURNING clause asks for. */
export function returnedItem({ statement, before, after }: PreparedWrite): Item | undefined {
  if (statement.kind !== "UPDATE" && statement.kind !== "DELETE") return undefined;
  const item = statement.returning?.endsWith("OLD") ? before.item : after;
  if (!item || statement.returning === undefined) return undefined;
  if (statement.returning.startsWith("ALL") || statement.kind === "DELETE") return item;
  return projectItem(
    item,
    statement.actions.map(({ path }) => path),
  );
}
