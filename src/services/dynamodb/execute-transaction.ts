import type { CancellationReason } from "@aws-sdk/client-dynamodb";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { answer, Written, writtenItemText } from "./answer/answer.ts";
import { readUnits } from "./answer/capacity.ts";
import { ConsumptionByTable } from "./answer/consumption-by-table.ts";
import type { Item } from "./attribute/value.ts";
import { findItem } from "./item/write-item.ts";
import type { DynamoInput, DynamoOperation } from "./operation.ts";
import { select } from "./partiql/select.ts";
import { permissionOf, type Select, type Statement } from "./partiql/statement.ts";
import { parseStatement } from "./partiql/statement-parser.ts";
import { keyOfWhere, namedItem } from "./partiql/where-keys.ts";
import { carryOut, type PreparedWrite, prepareWrite, type WriteStatement } from "./partiql/write-statement.ts";
import { refusal } from "./refusal.ts";
import { checkTransactable } from "./replication/strong-consistency.ts";
import { usableTable } from "./table/find-table.ts";
import type { Table } from "./table/table.ts";
import { cancelled, noReason } from "./transaction/cancellation.ts";
import { digestOf, isRepetition, remember } from "./transaction/idempotency.ts";
import { checkTotalSize } from "./transaction/total-size.ts";

const reasonCodes: Readonly<Record<string, string>> = {
  ConditionalCheckFailedException: "ConditionalCheckFailed",
  DuplicateItemException: "DuplicateItem",
  ValidationException: "ValidationError",
};

export const executeTransaction: DynamoOperation<"ExecuteTransaction"> = (input, context) => {
  const statements = input.TransactStatements!.map(({ Statement, Parameters }) =>
    parseStatement(Statement!, Parameters),
  );
  statements.forEach(checkReturnsNothing);
  const reads = statements.filter((statement): statement is Select => statement.kind === "SELECT");
  if (reads.length === statements.length) return read(reads, input, context);
  if (reads.length > 0) {
    throw refusal("ExecuteTransaction API does not support both read and write operations in the same request.");
  }
  return write(statements as WriteStatement[], input, context);
};

function read(reads: readonly Select[], input: DynamoInput<"ExecuteTransaction">, context: OperationContext) {
  const consumption = new ConsumptionByTable("ReadCapacityUnits");
  const seen = new Set<string>();
  let total = 0;
  const items = reads.map((statement): Written | undefined => {
    if (statement.index !== undefined) throw refusal("Reads on indices are not supported within transactions.");
    const table = usableTable(statement.table, context, permissionOf(statement));
    checkTransactable(table);
    const item = namedItem(statement, table);
    if (item === undefined) {
      throw refusal("Select statements within ExecuteTransaction must specify the primary key in the where clause.");
    }
    if (seen.has(item)) throw refusal("Transaction request cannot include multiple operations on one item");
    seen.add(item);
    const options = { consistent: true, limit: undefined, token: undefined };
    const { source, page } = select(statement, options, context);
    total += page.size;
    checkTotalSize(total);
    consumption.add({ table: source.table, units: 2 * Math.max(1, Math.ceil(page.size / 4096)) });
    return page.items[0] === undefined ? undefined : writtenItemText(page.items[0]);
  });
  return answer<object>({
    ConsumedCapacity: consumption.described(input.ReturnConsumedCapacity),
    Responses: new Written(`[${items.map((item) => (item ? `{"Item":${item.text}}` : "{}")).join(",")}]`, () =>
      items.map((item) => (item ? { Item: item.decoded() } : {})),
    ),
  });
}

function checkReturnsNothing(statement: Statement, i: number): void {
  if (!("returning" in statement) || statement.returning === undefined) return;
  throw refusal(
    `Validation failed in TransactStatements[${i}]: RETURNING clause is not supported in ExecuteTransaction.`,
  );
}

function write(
  statements: readonly WriteStatement[],
  input: DynamoInput<"ExecuteTransaction">,
  context: OperationContext,
) {
  const token = input.ClientRequestToken;
  const digest = token === undefined ? "" : digestOf(input.TransactStatements);
  if (token !== undefined && isRepetition(context, "statements", token, digest)) {
    return replayed(statements, input, context);
  }
  const writes: PreparedWrite[] = [];
  const reasons = statements.map((statement, i): CancellationReason => {
    const onFailure = input.TransactStatements![i]!.ReturnValuesOnConditionCheckFailure;
    return reasonOf(() => writes.push(prepareWrite(statement, context, onFailure)));
  });
  if (reasons.some(({ Code }) => Code !== "None")) throw cancelled(reasons);
  checkDistinct(writes);
  for (const { table } of writes) checkTransactable(table);
  const consumption = new ConsumptionByTable("WriteCapacityUnits");
  for (const prepared of writes) {
    const { units, indexUnits } = carryOut(prepared, context);
    consumption.add({ table: prepared.table, units: 2 * units, indexUnits });
  }
  if (token !== undefined) remember(context, "statements", token, digest);
  const ConsumedCapacity = consumption.described(input.ReturnConsumedCapacity);
  return answer<object>({ ConsumedCapacity, Responses: statements.map(() => ({})) });
}

/** A repetition is charged as reads of the items. */
function replayed(
  statements: readonly WriteStatement[],
  input: DynamoInput<"ExecuteTransaction">,
  context: OperationContext,
) {
  const consumption = new ConsumptionByTable("ReadCapacityUnits");
  for (const statement of statements) {
    const table = usableTable(statement.table, context, permissionOf(statement));
    const { size } = findItem(context, table, keyedOf(statement, table));
    consumption.add({ table, units: 2 * readUnits(size, true) });
  }
  const ConsumedCapacity = consumption.described(input.ReturnConsumedCapacity);
  return answer<object>({ ConsumedCapacity, Responses: statements.map(() => ({})) });
}

function keyedOf(statement: WriteStatement, table: Table): Item {
  return statement.kind === "INSERT" ? statement.item : keyOfWhere(statement.where, table);
}

function reasonOf(prepare: () => unknown): CancellationReason {
  try {
    prepare();
    return noReason;
  } catch (error) {
    const Code = error instanceof ServiceException ? reasonCodes[error.code] : undefined;
    if (!(error instanceof ServiceException) || !Code) throw error;
    const { Item } = error.members as Pick<CancellationReason, "Item">;
    return { Code, Message: error.message, ...(Item ? { Item } : {}) };
  }
}

function checkDistinct(writes: readonly PreparedWrite[]): void {
  const keys = writes.map(({ before, table }) => `${table.arn} ${before.key.join("\u0000")}`);
  if (new Set(keys).size < keys.length) {
    throw refusal("Transaction request cannot include multiple operations on one item");
  }
}
