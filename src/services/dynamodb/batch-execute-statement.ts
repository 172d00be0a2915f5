import type { BatchStatementError, BatchStatementRequest, BatchStatementResponse } from "@aws-sdk/client-dynamodb";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { ConsumptionByTable } from "./answer/consumption-by-table.ts";
import { itemToWire } from "./attribute/to-wire.ts";
import type { Item } from "./attribute/value.ts";
import type { DynamoOperation } from "./operation.ts";
import { select } from "./partiql/select.ts";
import type { Statement } from "./partiql/statement.ts";
import { parseStatement } from "./partiql/statement-parser.ts";
import { carryOut, prepareWrite, returnedItem } from "./partiql/write-statement.ts";
import { unitsOfPage } from "./read/page-answer.ts";
import { refusal } from "./refusal.ts";
import { tableNameOf } from "./table/table-name.ts";

/** Codes of a batch's errors are those of exceptions without their ending. */
const codes: Readonly<Record<string, BatchStatementError["Code"]>> = {
  ConditionalCheckFailedException: "ConditionalCheckFailed",
  DuplicateItemException: "DuplicateItem",
  ResourceNotFoundException: "ResourceNotFound",
  ValidationException: "ValidationError",
};

export const batchExecuteStatement: DynamoOperation<"BatchExecuteStatement"> = (input, context) => {
  const consumption = new ConsumptionByTable();
  const Responses = input.Statements!.map((request) => execute(request, context, consumption));
  const ConsumedCapacity = consumption.described(input.ReturnConsumedCapacity);
  return { Responses, ...(ConsumedCapacity ? { ConsumedCapacity } : {}) };
};

function execute(
  request: BatchStatementRequest,
  context: OperationContext,
  consumption: ConsumptionByTable,
): BatchStatementResponse {
  let statement: Statement | undefined;
  try {
    statement = parseStatement(request.Statement!, request.Parameters);
    const item = executed(statement, request, context, consumption);
    return { TableName: tableNameOf(statement.table, context), ...(item ? { Item: itemToWire(item) } : {}) };
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    const Code = codes[error.code];
    if (!Code) throw error;
    const { Item } = error.members as Pick<BatchStatementError, "Item">;
    return {
      ...(statement ? { TableName: statement.table } : {}),
      Error: { Code, Message: error.message, ...(Item ? { Item } : {}) },
    };
  }
}

function executed(
  statement: Statement,
  request: BatchStatementRequest,
  context: OperationContext,
  consumption: ConsumptionByTable,
): Item | undefined {
  if (statement.kind === "EXISTS") throw refusal("EXISTS is only supported in ExecuteTransaction");
  if (statement.kind === "SELECT") {
    const consistent = request.ConsistentRead;
    const { source, page } = select(statement, { consistent, limit: undefined, token: undefined }, context);
    if (page.count > 1) {
      throw refusal("Select statements within BatchExecuteStatement must specify the primary key in the where clause.");
    }
    consumption.add({ table: source.table, ...unitsOfPage(page, source, consistent) });
    return page.items[0] === undefined ? undefined : (JSON.parse(page.items[0]) as Item);
  }
  const write = prepareWrite(statement, context, request.ReturnValuesOnConditionCheckFailure);
  consumption.add({ table: write.table, ...carryOut(write, context) });
  return returnedItem(write);
}
