import {
  BatchExecuteStatementCommand,
  ExecuteStatementCommand,
  type ExecuteStatementCommandInput,
  ExecuteTransactionCommand,
} from "@aws-sdk/client-dynamodb";
import { beforeAll, describe, expect, test } from "vitest";
import { expectRefusal, makeTable, useDynamodb } from "./support.ts";

const fixture = useDynamodb();
beforeAll(async () => {
  await makeTable(fixture, "notes", { sk: "N" });
  for (let i = 0; i < 5; i++)
    await run(
      `INSERT INTO "notes" VALUE {'pk': 'a', 'sk': ${i}, 'odd': ${i % 2 === 1}, 'tags': <<'x'>>, 'm': {'list': [1, 'two']}}`,
    );
});

const run = (Statement: string, more: Partial<ExecuteStatementCommandInput> = {}) =>
  fixture.client.send(new ExecuteStatementCommand({ Statement, ...more }));
const sks = async (statement: string, more: Partial<ExecuteStatementCommandInput> = {}) =>
  (await run(statement, more)).Items!.map(({ sk }) => Number(sk!.N));

test.each<[string, number[]]>([
  ["SELECT * FROM notes WHERE pk = 'a'", [0, 1, 2, 3, 4]],
  ["SELECT * FROM notes WHERE pk = 'a' ORDER BY sk DESC", [4, 3, 2, 1, 0]],
  ["SELECT * FROM notes WHERE pk = 'a' AND sk > 1 AND odd = true", [3]],
  ["SELECT * FROM notes WHERE pk = 'a' AND sk BETWEEN 1 AND 2", [1, 2]],
  ["SELECT * FROM notes WHERE sk IN [0, 4]", [0, 4]],
  ["SELECT * FROM notes WHERE pk = 'a' AND (sk = 0 OR sk = 1) AND NOT odd = true", [0]],
  ["SELECT * FROM notes WHERE contains(tags, 'x') AND m.list[1] = 'two' AND sk < 1", [0]],
  ["SELECT * FROM notes WHERE absent IS MISSING AND begins_with(pk, 'a') AND sk >= 4", [4]],
  ["SELECT * FROM notes WHERE odd IS NOT MISSING AND sk <> 0 AND sk <= 1", [1]],
])("%s", async (statement, expected) => {
  expect(await sks(statement)).toEqual(expected);
});

test("projections, parameters and pages", async () => {
  const { Items } = await run("SELECT sk, m.list[0] FROM notes WHERE pk = ? AND sk = ?", {
    Parameters: [{ S: "a" }, { N: "2" }],
  });
  // A path is a column of its own.
  expect(Items).toEqual([{ sk: { N: "2" }, "list[0]": { N: "1" } }]);
  const first = await run("SELECT * FROM notes WHERE pk = 'a'", { Limit: 2 });
  const second = await sks("SELECT * FROM notes WHERE pk = 'a'", { NextToken: first.NextToken! });
  expect(second).toEqual([2, 3, 4]);
});

test("UPDATE and DELETE return what was asked for", async () => {
  await run("INSERT INTO notes VALUE {'pk': 'u', 'sk': 1, 'n': 1, 'gone': 1}");
  const updated = await run(
    "UPDATE notes SET n = n + 4 SET s = <<1, 2>> REMOVE gone WHERE pk = 'u' AND sk = 1 RETURNING ALL NEW *",
  );
  expect(updated.Items).toEqual([{ pk: { S: "u" }, sk: { N: "1" }, n: { N: "5" }, s: { NS: ["1", "2"] } }]);
  const sets = await run("UPDATE notes SET s = set_add(s, <<3>>) WHERE pk = 'u' AND sk = 1 RETURNING MODIFIED NEW *");
  expect(sets.Items).toEqual([{ s: { NS: ["1", "2", "3"] } }]);
  const deleted = await run("DELETE FROM notes WHERE pk = 'u' AND sk = 1 AND n = 5 RETURNING ALL OLD *");
  expect(deleted.Items).toHaveLength(1);
  expect((await run("DELETE FROM notes WHERE pk = 'u' AND sk = 1")).Items).toEqual([]);
});

test("a transaction of statements takes effect wholly or not at all", async () => {
  const send = (statements: string[]) =>
    fixture.client.send(
      new ExecuteTransactionCommand({ TransactStatements: statements.map((Statement) => ({ Statement })) }),
    );
  const insert = "INSERT INTO notes VALUE {'pk': 't', 'sk': 1}";
  expect((await send([insert, "INSERT INTO notes VALUE {'pk': 't', 'sk': 2}"])).Responses).toEqual([{}, {}]);
  await expect(send(["INSERT INTO notes VALUE {'pk': 't', 'sk': 3}", insert])).rejects.toMatchObject({
    name: "TransactionCanceledException",
    CancellationReasons: [
      { Code: "None" },
      { Code: "DuplicateItem", Message: "Duplicate primary key exists in table" },
    ],
  });
  expect(await sks("SELECT * FROM notes WHERE pk = 't'")).toEqual([1, 2]);
  const { Responses } = await send([
    "SELECT sk FROM notes WHERE pk = 't' AND sk = 2",
    "SELECT sk FROM notes WHERE pk = 't' AND sk = 9",
  ]);
  expect(Responses).toEqual([{ Item: { sk: { N: "2" } } }, {}]);
});

test("a batch of statements answers each by itself", async () => {
  const { Responses, ConsumedCapacity } = await fixture.client.send(
    new BatchExecuteStatementCommand({
      Statements: [
        { Statement: "INSERT INTO notes VALUE {'pk': 'b', 'sk': 1}" },
        { Statement: "INSERT INTO notes VALUE {'pk': 'a', 'sk': 1}" },
      ],
      ReturnConsumedCapacity: "INDEXES",
    }),
  );
  expect(Responses).toEqual([
    { TableName: "notes" },
    { TableName: "notes", Error: { Code: "DuplicateItem", Message: "Duplicate primary key exists in table" } },
  ]);
  // What failed is in the total only.
  expect(ConsumedCapacity).toEqual([{ TableName: "notes", CapacityUnits: 2, Table: { CapacityUnits: 1 } }]);
  const batch = (...statements: string[]) =>
    fixture.client.send(
      new BatchExecuteStatementCommand({ Statements: statements.map((Statement) => ({ Statement })) }),
    );
  const read = "SELECT sk FROM notes WHERE pk = 'b' AND sk = 1";
  expect((await batch(read)).Responses).toEqual([{ TableName: "notes", Item: { sk: { N: "1" } } }]);
  await expectRefusal(batch(read, read), "Provided list of item keys contains duplicates");
  await expectRefusal(
    batch(read, "DELETE FROM notes WHERE pk = 'b' AND sk = 1"),
    "Read and write requests together in the same batch is not supported.",
  );
});

describe("refusals", () => {
  test.each<[string, string, string]>([
    ["INSERT INTO notes VALUE {'pk': 'a', 'sk': 1}", "Duplicate primary key exists in table", "DuplicateItemException"],
    [
      "UPDATE notes SET n = 1 WHERE pk = 'none' AND sk = 1",
      "The conditional request failed",
      "ConditionalCheckFailedException",
    ],
    [
      "UPDATE notes SET n = 1 WHERE pk = 'a'",
      "Where clause does not contain a mandatory equality on all key attributes",
      "ValidationException",
    ],
    ["SELECT * FROM unknown", "Requested resource not found", "ResourceNotFoundException"],
    [
      "SELECT * FROM notes WHERE pk = ?",
      "Number of parameters in request and statement don't match.",
      "ValidationException",
    ],
    ["SELECT COUNT(*) FROM notes", "Unexpected path component at 1:8:5", "ValidationException"],
    [
      "SELECT * FROM notes ORDER BY sk",
      "Must have WHERE clause in the statement when using ORDER BY clause.",
      "ValidationException",
    ],
    [
      "SELECT * FROM notes WHERE sk = 1 ORDER BY sk",
      "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.",
      "ValidationException",
    ],
    [
      "SELECT * FROM notes WHERE pk = 'a' ORDER BY odd",
      "Variable reference odd in ORDER BY clause must be part of the primary key",
      "ValidationException",
    ],
    [
      "DELETE FROM notes WHERE pk = 'a' AND sk = 1 RETURNING MODIFIED NEW *",
      "Invalid returning clause: RETURNING MODIFIED NEW *. Only RETURNING ALL OLD * is allowed in DELETE statements.",
      "ValidationException",
    ],
    [
      "DELETE FROM notes WHERE pk = 1 AND sk = 1",
      "Key attribute's data type should match its data type in table's schema: Key pk",
      "ValidationException",
    ],
    ["UPDATE notes SET s = <<>> WHERE pk = 'a' AND sk = 1", "Empty bags are not supported", "ValidationException"],
    [
      "SELECT * FROM no",
      "Table name should be within the length [3, 255] and only contain 'a-z', 'A-Z', '0-9', '-', '_', '.'.",
      "ValidationException",
    ],
  ])("%s", async (statement, message, name) => {
    await expectRefusal(run(statement), message, name);
  });

  test("a token of another request", async () => {
    const { NextToken } = await run("SELECT * FROM notes WHERE pk = 'a'", { Limit: 1 });
    const other = { NextToken: NextToken! };
    await expectRefusal(run("SELECT * FROM notes WHERE pk = 'b'", other), "NextToken does not match request");
  });

  test("what is no PartiQL", async () => {
    await expect(run("SELEC * FROM notes")).rejects.toThrow(/^Statement wasn't well formed, can't be processed: /);
  });
});
