import { checkExpressionParameters } from "./expression/expression-parameters.ts";
import { readCondition, readProjection } from "./expression/expressions.ts";
import { Placeholders } from "./expression/placeholders.ts";
import type { Condition } from "./expression/syntax.ts";
import { checkKeyPaths, pathsOfCondition } from "./item/check-key-paths.ts";
import { attributesToGet } from "./legacy/attributes-to-get.ts";
import { readFilter } from "./legacy/conditions.ts";
import type { DynamoInput, DynamoOperation } from "./operation.ts";
import { keyConditionsOf, matchKey, readKeyConditions } from "./read/key-conditions.ts";
import { keyRange } from "./read/key-range.ts";
import { pageAnswer } from "./read/page-answer.ts";
import { readPage } from "./read/read-page.ts";
import { checkSelect, selectionFor } from "./read/selection.ts";
import { type Source, sourceOf, storeKeyIn } from "./read/source.ts";
import { admitStartKey, checkStartKey, checkStartWithin } from "./read/start-key.ts";
import { checkingRequest, refusal } from "./refusal.ts";
import { usableTable } from "./table/find-table.ts";
import { keyAttributesOf } from "./table/table.ts";

const parameters = {
  expressions: ["ProjectionExpression", "FilterExpression", "KeyConditionExpression"],
  legacy: ["AttributesToGet", "QueryFilter", "ConditionalOperator", "KeyConditions"],
};

export const query: DynamoOperation<"Query"> = (input, context) => {
  const { conditions, startKey, filter, paths } = checkingRequest(() => check(input));
  const table = usableTable(input.TableName!, context, "Query", input.IndexName);
  const source = sourceOf(table, input.IndexName, input.ConsistentRead);
  if (startKey) checkStartKey(startKey, source, "query");
  const keyQuery = matchKey(conditions, source.keys);
  if (startKey) checkStartWithin(startKey, source, keyQuery);
  if (paths) checkKeyPaths(paths, table);
  if (filter) checkFilter(filter, source, input.QueryFilter ? "QueryFilter" : "Filter Expression");
  const selection = selectionFor(input, paths, source);
  const reverse = input.ScanIndexForward === false;
  const bounds = keyRange(source.prefix, keyQuery);
  const start = startKey && storeKeyIn(source, startKey);
  const page = readPage(context.store, {
    source,
    range: { ...bounds, ...(start ? (reverse ? { before: start } : { after: start }) : {}), reverse },
    limit: input.Limit,
    filter,
    ...selection,
  });
  return pageAnswer(input, page, source, selection);
};

function check(input: DynamoInput<"Query">) {
  checkExpressionParameters(input, parameters);
  checkSelect(input);
  const oldFilter = readFilter(input.QueryFilter, input.ConditionalOperator);
  const names = attributesToGet(input.AttributesToGet);
  const startKey = admitStartKey(input.ExclusiveStartKey);
  if (input.KeyConditions === undefined && input.KeyConditionExpression === undefined) {
    throw refusal("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
  }
  const placeholders = new Placeholders(input);
  const keyCondition = readCondition("KeyConditionExpression", input.KeyConditionExpression, placeholders);
  const filter = readCondition("FilterExpression", input.FilterExpression, placeholders) ?? oldFilter;
  const paths = readProjection(input.ProjectionExpression, placeholders) ?? names;
  placeholders.checkAllUsed();
  const conditions = keyCondition ? keyConditionsOf(keyCondition) : readKeyConditions(input.KeyConditions!);
  if (conditions.size === 0 || (input.KeyConditions && conditions.size > 2)) {
    throw refusal("Conditions can be of length 1 or 2 only");
  }
  return { conditions, startKey, filter, paths };
}

function checkFilter(filter: Condition, { table, keys }: Source, parameter: string): void {
  const paths = pathsOfCondition(filter);
  for (const { name } of keyAttributesOf(keys)) {
    if (!paths.some(([first]) => first === name)) continue;
    throw refusal(`${parameter} can only contain non-primary key attributes: Primary key attribute: ${name}`);
  }
  checkKeyPaths(paths, table);
}
