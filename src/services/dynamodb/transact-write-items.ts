import type { CancellationReason, ConsumedCapacity } from "@aws-sdk/client-dynamodb";
import type { OperationContext } from "../../cloud/operation.ts";
import { answer } from "./answer/answer.ts";
import { itemCollectionMetrics } from "./answer/capacity.ts";
import { ConsumptionByTable } from "./answer/consumption-by-table.ts";
import { itemSize } from "./attribute/size.ts";
import { itemToWire } from "./attribute/to-wire.ts";
import type { Item } from "./attribute/value.ts";
import { isMet } from "./item/check-condition.ts";
import { type FoundItem, findItem, writeItem, writeUnits } from "./item/write-item.ts";
import type { DynamoOperation } from "./operation.ts";
import { checkingRequest, refusal } from "./refusal.ts";
import { checkTransactable } from "./replication/strong-consistency.ts";
import { usableTable } from "./table/find-table.ts";
import type { Table } from "./table/table.ts";
import {
  type Action,
  checkAgainstTable,
  checkContents,
  outcomeOf,
  permissionOf,
  readAction,
} from "./transaction/action.ts";
import { cancelled, noReason, reasonOf } from "./transaction/cancellation.ts";
import { digestOf, isRepetition, remember } from "./transaction/idempotency.ts";
import { checkTotalSize } from "./transaction/total-size.ts";

interface Step {
  readonly action: Action;
  readonly table: Table;
  before: FoundItem | undefined;
  after: Item | undefined;
}

export const transactWriteItems: DynamoOperation<"TransactWriteItems"> = (input, context) => {
  const actions = checkingRequest(() => input.TransactItems!.map(readAction));
  checkTotalSize(actions.reduce((size, { keyed }) => size + itemSize(keyed), 0));
  const steps = stepsOf(actions, context);
  const token = input.ClientRequestToken;
  const digest = token === undefined ? "" : digestOf(input.TransactItems);
  if (token !== undefined && isRepetition(context, "write", token, digest)) {
    return answer({ ConsumedCapacity: replayed(steps, context, input.ReturnConsumedCapacity) });
  }
  const reasons = steps.map((step) => reasonOf(() => prepare(step, context)));
  if (reasons.some(({ Code }) => Code !== "None")) throw cancelled(reasons);
  const consumption = new ConsumptionByTable("WriteCapacityUnits");
  for (const step of steps) carryOut(step, context, consumption);
  if (token !== undefined) remember(context, "write", token, digest);
  return answer({
    ConsumedCapacity: consumption.described(input.ReturnConsumedCapacity),
    ItemCollectionMetrics: collectionMetrics(steps, input.ReturnItemCollectionMetrics),
  });
};

function stepsOf(actions: readonly Action[], context: OperationContext): Step[] {
  const steps = actions.map((action): Step => {
    const table = usableTable(action.tableName, context, permissionOf(action));
    checkTransactable(table);
    return { action, table, before: undefined, after: undefined };
  });
  for (const { action, table } of steps) checkContents(action, table);
  checkDistinct(steps);
  return steps;
}

function checkDistinct(steps: readonly Step[]): void {
  const seen = new Set<string>();
  for (const { action, table } of steps) {
    const values = [...table.keys.hash, ...table.keys.range].map(({ name }) => action.keyed[name]);
    const shown = JSON.stringify([table.arn, values]);
    if (seen.has(shown)) throw refusal("Transaction request cannot include multiple operations on one item");
    seen.add(shown);
  }
}

function prepare(step: Step, context: OperationContext): CancellationReason | undefined {
  const { action, table } = step;
  checkAgainstTable(action, table);
  const before = findItem(context, table, action.keyed);
  step.before = before;
  if (!isMet(action.condition, before)) {
    return {
      Code: "ConditionalCheckFailed",
      Message: "The conditional request failed",
      ...(action.onFailure === "ALL_OLD" && before.item ? { Item: itemToWire(before.item) } : {}),
    };
  }
  step.after = outcomeOf(action, before.item, table);
  return noReason;
}

/** A transaction costs twice the units of the table; its indexes cost as ever. */
function carryOut(step: Step, context: OperationContext, consumption: ConsumptionByTable): void {
  const { action, table } = step;
  const before = step.before!;
  if (action.kind === "ConditionCheck") {
    consumption.add({ table, units: 2 * writeUnits(before.size) });
    return;
  }
  const { units, indexUnits } = writeItem(context, { table, before, after: step.after });
  consumption.add({ table, units: 2 * units, indexUnits });
}

function replayed(
  steps: readonly Step[],
  context: OperationContext,
  detail: string | undefined,
): ConsumedCapacity[] | undefined {
  const consumption = new ConsumptionByTable("ReadCapacityUnits");
  for (const { action, table } of steps) {
    const { size } = findItem(context, table, action.keyed);
    consumption.add({ table, units: 2 * Math.max(1, Math.ceil(size / 4096)) });
  }
  return consumption.described(detail);
}

function collectionMetrics(steps: readonly Step[], detail: string | undefined) {
  const metrics: Record<string, object[]> = {};
  for (const { action, table } of steps) {
    const one = itemCollectionMetrics(detail, table, action.keyed);
    if (!one) continue;
    metrics[table.name] ??= [];
    metrics[table.name]!.push(one);
  }
  return Object.keys(metrics).length > 0 ? metrics : undefined;
}
