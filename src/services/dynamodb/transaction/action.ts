/**
 * One action of a TransactWriteItems request, in the three stages AWS takes: what the request alone shows to be wrong
 * refuses it as a whole, what table or item show cancels the transaction with a reason at the action's place.
 */
import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { admitItem, checkNesting } from "../attribute/admit.ts";
import { itemSize, largestItem } from "../attribute/size.ts";
import type { Item, Value } from "../attribute/value.ts";
import { readCondition, readUpdate } from "../expression/expressions.ts";
import { Placeholders } from "../expression/placeholders.ts";
import type { Condition, UpdateAction } from "../expression/syntax.ts";
import { checkItemKeys, checkKey, checkKeyContents, checkNoEmptyIndexKeys } from "../item/check-key.ts";
import { checkKeyPaths, pathsOfCondition } from "../item/check-key-paths.ts";
import { checkUpdate, updatedItem } from "../item/update.ts";
import { refusal } from "../refusal.ts";
import type { Table } from "../table/table.ts";

export interface Action {
  readonly tableName: string;
  readonly kind: "Put" | "Update" | "Delete" | "ConditionCheck";
  /** The item to put, or the key. */
  readonly keyed: Item;
  readonly condition: Condition | undefined;
  readonly updates: readonly UpdateAction[];
  readonly values: Iterable<Value>;
  readonly onFailure: string | undefined;
}

type Member = Exclude<Action["kind"], never>;

const members: readonly Member[] = ["ConditionCheck", "Put", "Delete", "Update"];

export function readAction(item: TransactWriteItem): Action {
  const given = members.filter((member) => item[member] !== undefined);
  const [kind] = given;
  if (given.length !== 1 || !kind) {
    throw refusal("TransactItems can only contain one of Check, Put, Update or Delete");
  }
  const action = item[kind]!;
  const keyed = admitItem(
    "Item" in action ? action.Item! : (action as { Key: NonNullable<typeof item.Delete>["Key"] }).Key!,
  );
  if (kind === "Put" && itemSize(keyed) > largestItem) {
    throw refusal("Item size has exceeded the maximum allowed size");
  }
  const placeholders = new Placeholders(action, "any");
  const updates = readUpdate(item.Update?.UpdateExpression, placeholders) ?? [];
  const condition = readCondition("ConditionExpression", action.ConditionExpression, placeholders);
  // Without an expression, names and values are passed over.
  if (action.ConditionExpression !== undefined || kind === "Update") placeholders.checkAllUsed();
  return {
    tableName: action.TableName!,
    kind,
    keyed,
    condition,
    updates,
    values: placeholders.values,
    onFailure: action.ReturnValuesOnConditionCheckFailure,
  };
}

/** What a caller needs leave for. */
export function permissionOf({ kind }: Action): string {
  return kind === "ConditionCheck" ? "ConditionCheckItem" : `${kind}Item`;
}

/** Empty and too long keys refuse the request although it takes the table to see them. */
export function checkContents({ kind, keyed }: Action, table: Table): void {
  checkKeyContents(keyed, table);
  if (kind === "Put") checkNoEmptyIndexKeys(keyed, table);
}

/** What the table shows to be wrong. */
export function checkAgainstTable({ kind, keyed, condition, updates, values }: Action, table: Table): void {
  if (kind === "Put") checkItemKeys(keyed, table);
  else checkKey(keyed, table);
  if (condition) checkKeyPaths(pathsOfCondition(condition), table);
  if (kind !== "Update") return;
  checkUpdate(updates, table);
  // Too deep a value is a reason to cancel only here, and none in the conditions of other actions.
  for (const value of values) checkNesting(value);
}

/** The item afterwards. */
export function outcomeOf({ kind, keyed, updates }: Action, before: Item | undefined, table: Table): Item | undefined {
  switch (kind) {
    case "Put":
      return keyed;
    case "Update":
      return updatedItem(before, keyed, updates, table);
    case "Delete":
      return undefined;
    case "ConditionCheck":
      return before;
  }
}
