import { answer, writtenItem, writtenItems } from "./answer/answer.ts";
import { consumedCapacity } from "./answer/capacity.ts";
import type { DynamoOperation } from "./operation.ts";
import { select } from "./partiql/select.ts";
import { parseStatement } from "./partiql/statement-parser.ts";
import { carryOut, onlyInTransactions, prepareWrite, returnedItem } from "./partiql/write-statement.ts";
import { unitsOfPage } from "./read/page-answer.ts";

export const executeStatement: DynamoOperation<"ExecuteStatement"> = (input, context) => {
  const statement = parseStatement(input.Statement!, input.Parameters);
  const detail = input.ReturnConsumedCapacity;
  if (statement.kind === "EXISTS") throw onlyInTransactions();
  if (statement.kind === "SELECT") {
    const request = [input.Statement, input.Parameters ?? [], input.ConsistentRead ?? false];
    const options = { consistent: input.ConsistentRead, limit: input.Limit, token: input.NextToken, request };
    const { source, page, nextToken } = select(statement, options, context);
    return answer({
      ConsumedCapacity: consumedCapacity(detail, {
        table: source.table,
        ...unitsOfPage(page, source, input.ConsistentRead),
      }),
      Items: writtenItems(page.items),
      LastEvaluatedKey: page.lastKey && writtenItem(page.lastKey),
      NextToken: nextToken,
    });
  }
  const write = prepareWrite(statement, context, input.ReturnValuesOnConditionCheckFailure);
  const outcome = carryOut(write, context);
  const returned = returnedItem(write);
  return answer({
    ConsumedCapacity: consumedCapacity(detail, { table: write.table, ...outcome }),
    Items: writtenItems(returned ? [JSON.stringify(returned)] : []),
  });
};
