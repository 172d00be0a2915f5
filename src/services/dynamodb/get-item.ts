import { answer, writtenItem, writtenItemText } from "./answer/answer.ts";
import { consumedCapacity, readUnits } from "./answer/capacity.ts";
import { admitItem } from "./attribute/admit.ts";
import { checkExpressionParameters } from "./expression/expression-parameters.ts";
import { readProjection } from "./expression/expressions.ts";
import { Placeholders } from "./expression/placeholders.ts";
import { projectItem } from "./expression/project.ts";
import type { Path } from "./expression/syntax.ts";
import { checkKey } from "./item/check-key.ts";
import { checkKeyPaths } from "./item/check-key-paths.ts";
import { itemKey } from "./item/primary-key.ts";
import { decodeItem, storedSize, storedText } from "./item/stored-item.ts";
import { attributesToGet } from "./legacy/attributes-to-get.ts";
import type { DynamoInput, DynamoOperation } from "./operation.ts";
import { checkingRequest } from "./refusal.ts";
import { usableTable } from "./table/find-table.ts";

const parameters = { expressions: ["ProjectionExpression"], legacy: ["AttributesToGet"] };

export const getItem: DynamoOperation<"GetItem"> = (input, context) => {
  const { key, paths } = checkingRequest(() => check(input));
  const table = usableTable(input.TableName!, context, "GetItem");
  checkKey(key, table);
  if (paths) checkKeyPaths(paths, table);
  const bytes = context.store.get<Buffer>(itemKey(table, key));
  return answer({
    ConsumedCapacity: consumedCapacity(input.ReturnConsumedCapacity, {
      table,
      units: readUnits(bytes ? storedSize(bytes) : 0, input.ConsistentRead),
    }),
    Item: bytes && (paths ? writtenItem(projectItem(decodeItem(bytes), paths)) : writtenItemText(storedText(bytes))),
  });
};

function check(input: DynamoInput<"GetItem">) {
  checkExpressionParameters(input, parameters);
  const key = admitItem(input.Key!);
  const named: readonly Path[] | undefined = attributesToGet(input.AttributesToGet);
  const placeholders = new Placeholders(input);
  const projected = readProjection(input.ProjectionExpression, placeholders);
  placeholders.checkAllUsed();
  return { key, paths: projected ?? named };
}
