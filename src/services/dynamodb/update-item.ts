import { answer, type Written, writtenItem } from "./answer/answer.ts";
import { consumedCapacity, itemCollectionMetrics } from "./answer/capacity.ts";
import { admitItem } from "./attribute/admit.ts";
import type { Item } from "./attribute/value.ts";
import { checkExpressionParameters } from "./expression/expression-parameters.ts";
import { readCondition, readUpdate } from "./expression/expressions.ts";
import { Placeholders } from "./expression/placeholders.ts";
import { projectItem } from "./expression/project.ts";
import type { UpdateAction } from "./expression/syntax.ts";
import { checkCondition } from "./item/check-condition.ts";
import { checkKey } from "./item/check-key.ts";
import { checkKeyPaths, pathsOfCondition } from "./item/check-key-paths.ts";
import { checkUpdate, updatedItem } from "./item/update.ts";
import { findItem, writeItem } from "./item/write-item.ts";
import { readAttributeUpdates } from "./legacy/attribute-updates.ts";
import { readExpected } from "./legacy/conditions.ts";
import type { DynamoInput, DynamoOperation } from "./operation.ts";
import { checkingRequest } from "./refusal.ts";
import { usableTable } from "./table/find-table.ts";

const parameters = {
  expressions: ["UpdateExpression", "ConditionExpression"],
  legacy: ["AttributeUpdates", "Expected", "ConditionalOperator"],
};

export const updateItem: DynamoOperation<"UpdateItem"> = (input, context) => {
  const { key, actions, condition } = checkingRequest(() => check(input));
  const table = usableTable(input.TableName!, context, "UpdateItem");
  checkKey(key, table);
  checkUpdate(actions, table);
  if (condition) checkKeyPaths(pathsOfCondition(condition), table);
  const before = findItem(context, table, key);
  checkCondition(condition, before, input.ReturnValuesOnConditionCheckFailure);
  const after = updatedItem(before.item, key, actions, table);
  const outcome = writeItem(context, { table, before, after });
  return answer({
    Attributes: returned(input.ReturnValues, before.item, after, actions),
    ConsumedCapacity: consumedCapacity(input.ReturnConsumedCapacity, { table, ...outcome }),
    ItemCollectionMetrics: itemCollectionMetrics(input.ReturnItemCollectionMetrics, table, key),
  });
};

function check(input: DynamoInput<"UpdateItem">) {
  checkExpressionParameters(input, parameters);
  const key = admitItem(input.Key!);
  const updates = readAttributeUpdates(input.AttributeUpdates);
  const expected = readExpected(input.Expected, input.ConditionalOperator);
  const placeholders = new Placeholders(input, "limited");
  const actions = readUpdate(input.UpdateExpression, placeholders) ?? updates ?? [];
  const condition = readCondition("ConditionExpression", input.ConditionExpression, placeholders) ?? expected;
  placeholders.checkAllUsed();
  return { key, actions, condition };
}

function returned(
  which: string | undefined,
  before: Item | undefined,
  after: Item,
  actions: readonly UpdateAction[],
): Written | undefined {
  const updated = (item: Item): Written | undefined => {
    const projected = projectItem(
      item,
      actions.map(({ path }) => path),
    );
    return Object.keys(projected).length > 0 ? writtenItem(projected) : undefined;
  };
  switch (which) {
    case "ALL_OLD":
      return before && writtenItem(before);
    case "ALL_NEW":
      return writtenItem(after);
    case "UPDATED_OLD":
      return before && updated(before);
    case "UPDATED_NEW":
      return updated(after);
    default:
      return undefined;
  }
}
