/**
 * Requests that DynamoDB refuses, with its sentence today and the older one. Sources: answers of the service that its
 * users and the authors of compatible servers have published; the order of several violations is that of public
 * implementations of the protocol.
 */
import { expect, test } from "vitest";
import { makeTable, sendRaw, useDynamodb } from "./support.ts";

export type Wording = "today" | "older";

/** Today's sentence is the older one behind this. */
const announced = "1 validation error detected: ";

interface Refusal {
  readonly operation: string;
  /** JSON as it is sent. */
  readonly body: string;
  readonly code: string;
  readonly today: string | undefined;
  readonly older: string | undefined;
  readonly olderCode?: string;
}

const cases: Refusal[] = [];

/** `older` is left out where nothing has changed. */
function refused(operation: string, body: object | string, today: string, older = today): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  cases.push({ operation, body: text, code: "ValidationException", today, older });
}

function refusedWith(code: string, operation: string, body: object | string, message: string | undefined): void {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  cases.push({ operation, body: text, code, today: message, older: message });
}

/** A sentence of the request alone: today it is announced. */
function refusedEarly(operation: string, body: object, sentence: string): void {
  refused(operation, body, announced + sentence, sentence);
}

const Key = { pk: { S: "a" } };
const pair = { pk: { S: "a" }, sk: { S: "b" } };
const put = { TableName: "plain", Item: Key };
const query = {
  TableName: "pairs",
  KeyConditionExpression: "pk = :a",
  ExpressionAttributeValues: { ":a": { S: "a" } },
};
const unknownEnum = (member: string, values: string): string =>
  `Value 'hi' at '${member}' failed to satisfy constraint: Member must satisfy enum value set: [${values}]`;
const returnValues = unknownEnum("returnValues", "ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW");
const returnCapacity = unknownEnum("returnConsumedCapacity", "INDEXES, TOTAL, NONE");

// Serialization.
for (const [body, message] of [
  ['{"TableName":1}', "NUMBER_VALUE cannot be converted to String"],
  ['{"TableName":1.5}', "DECIMAL_VALUE cannot be converted to String"],
  ['{"TableName":{}}', "Start of structure or map found where not expected"],
  ['{"TableName":"plain","Item":{"pk":"a"}}', "Unexpected value type in payload"],
  ['{"TableName":"plain","Item":"a"}', "Unexpected field type"],
  [
    '{"TableName":"plain","ExpressionAttributeNames":[]}',
    "Unrecognized collection type java.util.Map<java.lang.String, java.lang.String>",
  ],
  [
    '{"TableName":"plain","Item":{"pk":{"B":"abc"}}}',
    "Base64 encoded length is expected a multiple of 4 bytes but found: 3",
  ],
] as const) {
  refusedWith("SerializationException", "PutItem", body, message);
}
refusedWith("SerializationException", "ListTables", "", undefined);
refusedWith("SerializationException", "ListTables", "{", undefined);
refusedWith("UnknownOperationException", "Nothing", "{}", undefined);

// Several violations: today an update tells the first, a put all enumerations, and its table's name before them.
refused(
  "UpdateItem",
  { TableName: "plain", Key, ReturnValues: "hi", ReturnConsumedCapacity: "hi" },
  announced + returnValues,
  `2 validation errors detected: ${returnCapacity}; ${returnValues}`,
);
refused(
  "PutItem",
  { ...put, ReturnValues: "hi", ReturnConsumedCapacity: "hi" },
  `2 validation errors detected: ${returnValues}; ${returnCapacity}`,
  `2 validation errors detected: ${returnCapacity}; ${returnValues}`,
);
refused(
  "PutItem",
  { ...put, TableName: "", ReturnValues: "hi" },
  `${announced}Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1`,
  `2 validation errors detected: Value '' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 1; ${returnValues}`,
);
refused(
  "CreateTable",
  { TableName: "made", BillingMode: "PAY_PER_REQUEST" },
  "2 validation errors detected: Value null at 'attributeDefinitions' failed to satisfy constraint: Member must not be null; Value null at 'keySchema' failed to satisfy constraint: Member must not be null",
);
const threeKeys = ["pk", "sk", "x"].map((AttributeName, i) => ({ AttributeName, KeyType: i ? "RANGE" : "HASH" }));
refused(
  "CreateTable",
  {
    TableName: "made",
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: threeKeys.map(({ AttributeName }) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: threeKeys,
  },
  `${announced}Value at 'KeySchema' failed to satisfy constraint: Member must have length less than or equal to 2`,
  `${announced}Value '[KeySchemaElement(attributeName=pk, keyType=HASH), KeySchemaElement(attributeName=sk, keyType=RANGE), KeySchemaElement(attributeName=x, keyType=RANGE)]' at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2`,
);

// Values.
refusedEarly(
  "PutItem",
  { TableName: "plain", Item: { ...Key, v: { SS: ["a", null] } } },
  "One or more parameter values were invalid: An string set may not have a null string as a member",
);
refusedEarly(
  "PutItem",
  { TableName: "plain", Item: { ...Key, v: { S: "a", SS: [] } } },
  "One or more parameter values were invalid: An string set  may not be empty",
);
refused(
  "PutItem",
  { TableName: "plain", Item: { ...Key, v: { S: "a", N: "b" } } },
  "The parameter cannot be converted to a numeric value: b",
);
refusedEarly(
  "PutItem",
  { TableName: "plain", Item: { ...Key, v: { S: "a", N: "1" } } },
  "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
);

// Expressions: words of the grammar are no names.
for (const [ConditionExpression, token, near] of [
  ["and = pk", "and", "and ="],
  ["pk = between", "between", "= between"],
  ["in(pk)", "in", "in("],
  ["NOT OR", "OR", "NOT OR"],
] as const) {
  refusedEarly(
    "PutItem",
    { ...put, ConditionExpression },
    `Invalid ConditionExpression: Syntax error; token: "${token}", near: "${near}"`,
  );
}
refusedEarly(
  "UpdateItem",
  { TableName: "plain", Key, UpdateExpression: "REMOVE set" },
  'Invalid UpdateExpression: Syntax error; token: "set", near: "REMOVE set"',
);
refusedEarly(
  "GetItem",
  { TableName: "plain", Key, ProjectionExpression: "set" },
  "Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword: set",
);

// The older parameters.
refusedEarly(
  "PutItem",
  { ...put, ConditionalOperator: "AND" },
  "ConditionalOperator cannot be used without Filter or Expected",
);
refused(
  "Scan",
  { TableName: "plain", ConditionalOperator: "AND", ScanFilter: { a: { ComparisonOperator: "NULL" } } },
  "ConditionalOperator can only be used when Filter or Expected has two or more elements",
);
refusedEarly(
  "PutItem",
  { ...put, ConditionalOperator: "AND", ConditionExpression: "attribute_exists(pk)" },
  "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {ConditionalOperator} Expression parameters: {ConditionExpression}",
);
refusedEarly(
  "BatchGetItem",
  {
    RequestItems: {
      plain: { Keys: [Key], ProjectionExpression: "pk" },
      pairs: { Keys: [pair], AttributesToGet: ["pk"] },
    },
  },
  "Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}",
);

// Start keys: only a scan of a table says what is wrong.
for (const key of [{}, { pk: { S: "a" } }, { ...pair, x: { S: "x" } }, { pk: { S: "a" }, sk: { N: "1" } }]) {
  refused("Query", { ...query, ExclusiveStartKey: key }, "The provided starting key is invalid");
  refused(
    "Scan",
    { TableName: "pairs", ExclusiveStartKey: key },
    "The provided starting key is invalid: The provided key element does not match the schema",
  );
}

// PartiQL, in the words of its reference parser.
for (const [Statement, detail] of [
  ["NOTHING", "Expected data manipulation"],
  ["UPDATE plain WHERE pk = 'a'", "Expected data manipulation"],
  ["UPDATE plain SET a", "Expected '='"],
  ["SELECT * plain", "Expected FROM after SELECT list"],
  ["SELECT * FROM plain WHERE", "Unexpected term"],
  ["SELECT * FROM plain WHERE pk = 'a' more", "Unexpected token after expression"],
  ["SELECT * FROM plain; SELECT", "Unexpected token after semicolon. (Only one query is allowed.)"],
  ["SELECT * FROM plain WHERE contains(pk, 'a'", "Expected RIGHT_PAREN"],
  ["DELETE plain", "Expected FROM after DELETE"],
] as const) {
  refused("ExecuteStatement", { Statement }, `Statement wasn't well formed, can't be processed: ${detail}`);
}
refused("ExecuteStatement", { Statement: "SELECT * FROM plain LIMIT 5" }, "Unsupported clause: LIMIT at 1:27:1");

// Names of attributes, placeholders, and how deep values are nested.
const longName = "n".repeat(65_536);
const tooLong = "Attribute name is too large, must be less than 65536 bytes";
const set = { TableName: "plain", Key, UpdateExpression: "SET d = :d" };
refusedEarly("PutItem", { TableName: "plain", Item: { ...Key, [longName]: { S: "a" } } }, tooLong);
refusedEarly("PutItem", { TableName: "plain", Item: { ...Key, m: { M: { [longName]: { S: "a" } } } } }, tooLong);
refusedEarly(
  "UpdateItem",
  { ...set, ExpressionAttributeValues: { ":d": { M: { ["ü".repeat(32_768)]: { S: "a" } } } } },
  tooLong,
);
refusedEarly(
  "GetItem",
  { TableName: "plain", Key, ProjectionExpression: "#n", ExpressionAttributeNames: { "#n": longName } },
  tooLong,
);
for (const name of [`#${"n".repeat(255)}`, `#-${"n".repeat(255)}`]) {
  refusedEarly(
    "GetItem",
    { TableName: "plain", Key, ProjectionExpression: "a", ExpressionAttributeNames: { [name]: "a" } },
    `ExpressionAttributeNames contains invalid key: Key size has exceeded the maximum allowed size; key: "${name}"`,
  );
}
refusedEarly(
  "GetItem",
  { TableName: "plain", Key, ProjectionExpression: "#n", ExpressionAttributeNames: { "#n": "" } },
  "ExpressionAttributeNames contains invalid value: Empty attribute name for key #n",
);
let deep: object = { S: "a" };
for (let i = 0; i < 32; i++) deep = { L: [deep] };
const tooDeep =
  "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit";
refused("PutItem", { TableName: "plain", Item: { ...Key, deep } }, tooDeep);
refused("UpdateItem", { ...set, ExpressionAttributeValues: { ":d": deep } }, tooDeep);
refused("BatchWriteItem", { RequestItems: { plain: [{ PutRequest: { Item: { ...Key, deep } } }] } }, tooDeep);
refused("TransactWriteItems", { TransactItems: [{ Put: { TableName: "plain", Item: { ...Key, deep } } }] }, tooDeep);
refusedWith(
  "TransactionCanceledException",
  "TransactWriteItems",
  { TransactItems: [{ Update: { ...set, ExpressionAttributeValues: { ":d": deep } } }] },
  "Transaction cancelled, please refer cancellation reasons for specific reasons [ValidationError]",
);
refusedWith(
  "TransactionCanceledException",
  "TransactWriteItems",
  {
    TransactItems: [
      {
        ConditionCheck: {
          TableName: "plain",
          Key,
          ConditionExpression: "d = :d",
          ExpressionAttributeValues: { ":d": deep },
        },
      },
    ],
  },
  "Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed]",
);
// Most regions look no deeper into the values of a condition.
cases.push({
  operation: "DeleteItem",
  body: JSON.stringify({
    TableName: "plain",
    Key,
    ConditionExpression: "d = :d",
    ExpressionAttributeValues: { ":d": deep },
  }),
  code: "ValidationException",
  today: tooDeep,
  olderCode: "ConditionalCheckFailedException",
  older: "The conditional request failed",
});

/** To be called in a file whose process speaks that wording. */
export function testRefusals(wording: Wording): void {
  const fixture = useDynamodb();
  const tables: Promise<void>[] = [];

  test.each(cases.map((one) => [`${one.operation} ${one.body.slice(0, 300)}`, one] as const))("%s", async (_, one) => {
    if (tables.length === 0) tables.push(makeTable(fixture, "plain"), makeTable(fixture, "pairs", { sk: "S" }));
    await Promise.all(tables);
    const answer = await sendRaw(fixture, one.operation, one.body);
    const { __type: type, message, Message } = (await answer.json()) as Record<string, string | undefined>;
    const code = wording === "older" ? (one.olderCode ?? one.code) : one.code;
    expect([answer.status, type?.replace(/.*#/, ""), message ?? Message]).toEqual([400, code, one[wording]]);
  });
}
