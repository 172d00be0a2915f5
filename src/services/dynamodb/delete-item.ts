import { answer, writtenItem } from "./answer/answer.ts";
import { consumedCapacity, itemCollectionMetrics } from "./answer/capacity.ts";
import { admitItem } from "./attribute/admit.ts";
import { checkExpressionParameters } from "./expression/expression-parameters.ts";
import { readCondition } from "./expression/expressions.ts";
import { Placeholders } from "./expression/placeholders.ts";
import { checkCondition } from "./item/check-condition.ts";
import { checkKey } from "./item/check-key.ts";
import { checkKeyPaths, pathsOfCondition } from "./item/check-key-paths.ts";
import { findItem, writeItem } from "./item/write-item.ts";
import { readExpected } from "./legacy/conditions.ts";
import type { DynamoInput, DynamoOperation } from "./operation.ts";
import { checkingRequest, refusal } from "./refusal.ts";
import { usableTable } from "./table/find-table.ts";

const parameters = { expressions: ["ConditionExpression"], legacy: ["Expected", "ConditionalOperator"] };

export const deleteItem: DynamoOperation<"DeleteItem"> = (input, context) => {
  const { key, condition } = checkingRequest(() => check(input));
  const table = usableTable(input.TableName!, context, "DeleteItem");
  checkKey(key, table);
  if (condition) checkKeyPaths(pathsOfCondition(condition), table);
  const before = findItem(context, table, key);
  checkCondition(condition, before, input.ReturnValuesOnConditionCheckFailure);
  const outcome = writeItem(context, { table, before, after: undefined });
  return answer({
    Attributes: input.ReturnValues === "ALL_OLD" && before.item ? writtenItem(before.item) : undefined,
    ConsumedCapacity: consumedCapacity(input.ReturnConsumedCapacity, { table, ...outcome }),
    ItemCollectionMetrics: itemCollectionMetrics(input.ReturnItemCollectionMetrics, table, key),
  });
};

function check(input: DynamoInput<"DeleteItem">) {
  checkExpressionParameters(input, parameters);
  const key = admitItem(input.Key!);
  if (input.ReturnValues !== undefined && input.ReturnValues !== "ALL_OLD" && input.ReturnValues !== "NONE") {
    throw refusal("ReturnValues can only be ALL_OLD or NONE");
  }
  const expected = readExpected(input.Expected, input.ConditionalOperator);
  const placeholders = new Placeholders(input);
  const condition = readCondition("ConditionExpression", input.ConditionExpression, placeholders) ?? expected;
  placeholders.checkAllUsed();
  return { key, condition };
}
