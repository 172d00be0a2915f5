import type { BatchStatementError, BatchStatementRequest, BatchStatementResponse } from "@aws-sdk/client-dynamodb";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { ConsumptionByTable } from "./answer/consumption-by-table.ts";
import { itemToWire } from "./attribute/to-wire.ts";
import type { Item } from "./attribute/value.ts";
import type { DynamoOperation } from "./operation.ts";
import { select } from "./partiql/select.ts";
import { permissionOf, type Statement } from "./partiql/statement.ts";
import { parseStatement } from "./partiql/statement-parser.ts";
import { namedItem } from "./partiql/where-keys.ts";
import { attemptedUnits, carryOut, onlyInTransactions, prepareWrite, returnedItem } from "./partiql/write-statement.ts";
import { unitsOfPage } from "./read/page-answer.ts";
import { refusal } from "./refusal.ts";
import { usableTable } from "./table/find-table.ts";
import { tableNameOf } from "./table/table-name.ts";

/** Codes of a batch's errors are those of exceptions without their ending. */
const codes: Readonly<Record<string, BatchStatementError["Code"]>> = {
  ConditionalCheckFailedException: "ConditionalCheckFailed",
  DuplicateItemException: "DuplicateItem",
  ResourceNotFoundException: "ResourceNotFound",
  ValidationException: "ValidationError",
};

interface Part {
  readonly request: BatchStatementRequest;
  /** What is wrong with a statement is told in its place. */
  readonly statement: Statement | ServiceException;
}

export const batchExecuteStatement: DynamoOperation<"BatchExecuteStatement"> = (input, context) => {
  const parts = input.Statements!.map((request): Part => ({ request, statement: parsed(request) }));
  checkTogether(parts, context);
  const consumption = new ConsumptionByTable();
  const Responses = parts.map((part) => execute(part, context, consumption));
  const ConsumedCapacity = consumption.described(input.ReturnConsumedCapacity);
  return { Responses, ...(ConsumedCapacity?.length ? { ConsumedCapacity } : {}) };
};

function parsed({ Statement, Parameters }: BatchStatementRequest): Statement | ServiceException {
  return attempt(() => parseStatement(Statement!, Parameters));
}

function attempt<T>(action: () => T): T | ServiceException {
  try {
    return action();
  } catch (error) {
    if (error instanceof ServiceException && codes[error.code]) return error;
    throw error;
  }
}

/** A batch reads or writes, and no item twice. */
function checkTogether(parts: readonly Part[], context: OperationContext): void {
  const statements = parts.flatMap(({ statement }) => (statement instanceof ServiceException ? [] : [statement]));
  const reads = statements.filter(({ kind }) => kind === "SELECT").length;
  if (reads > 0 && reads < statements.length) {
    throw refusal("Read and write requests together in the same batch is not supported.");
  }
  const seen = new Set<string>();
  for (const statement of statements) {
    const item = attempt(() => namedItem(statement, usableTable(statement.table, context, permissionOf(statement))));
    if (item === undefined || item instanceof ServiceException) continue;
    if (seen.has(item)) throw refusal("Provided list of item keys contains duplicates");
    seen.add(item);
  }
}

function execute(
  { request, statement }: Part,
  context: OperationContext,
  consumption: ConsumptionByTable,
): BatchStatementResponse {
  if (statement instanceof ServiceException) return failure(statement);
  const outcome = attempt(() => ({ item: executed(statement, request, context, consumption) }));
  if (outcome instanceof ServiceException) {
    const units = attempt(() => attemptedUnits(statement, context));
    if (!(units instanceof ServiceException)) consumption.addFailed(units);
    return { TableName: tableNameOf(statement.table, context, permissionOf(statement)), ...failure(outcome) };
  }
  const { name } = usableTable(statement.table, context, permissionOf(statement));
  return { TableName: name, ...(outcome.item ? { Item: itemToWire(outcome.item) } : {}) };
}

function failure({ code, message, members }: ServiceException): BatchStatementResponse {
  const { Item } = members as Pick<BatchStatementError, "Item">;
  return { Error: { Code: codes[code], Message: message, ...(Item ? { Item } : {}) } };
}

function executed(
  statement: Statement,
  request: BatchStatementRequest,
  context: OperationContext,
  consumption: ConsumptionByTable,
): Item | undefined {
  if (statement.kind === "EXISTS") throw onlyInTransactions();
  if (statement.kind === "SELECT") {
    if (namedItem(statement, usableTable(statement.table, context, permissionOf(statement))) === undefined) {
      throw refusal("Select statements within BatchExecuteStatement must specify the primary key in the where clause.");
    }
    const consistent = request.ConsistentRead;
    const { source, page } = select(statement, { consistent, limit: undefined, token: undefined }, context);
    consumption.add({ table: source.table, ...unitsOfPage(page, source, consistent) });
    return page.items[0] === undefined ? undefined : (JSON.parse(page.items[0]) as Item);
  }
  const write = prepareWrite(statement, context, request.ReturnValuesOnConditionCheckFailure);
  consumption.add({ table: write.table, ...carryOut(write, context) });
  return returnedItem(write);
}
