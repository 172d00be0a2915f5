/** Queries over more than one source: joins, subqueries, lookup tables. Sources: AWS's guide to each of the three. */
import * as Logs from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";
import { refusalOf } from "../support/refusal.ts";

let cloud: TestCloud;
let logs: Logs.CloudWatchLogsClient;
const now = Math.floor(Date.now() / 3_600_000) * 3_600_000;

const GROUPS = {
  "/api": [
    { requestId: "r1", status: 500, user: "u1" },
    { requestId: "r2", status: 200, user: "u2" },
    { requestId: "r3", status: 503, user: "u3" },
  ],
  "/backend": [
    { requestId: "r1", error: "Timeout" },
    { requestId: "r1", error: "Retry" },
    { requestId: "r2", error: "Timeout" },
  ],
};

beforeAll(async () => {
  cloud = await startTestCloud();
  logs = new Logs.CloudWatchLogsClient(cloud.clientConfig);
  for (const [logGroupName, documents] of Object.entries(GROUPS)) {
    await logs.send(new Logs.CreateLogGroupCommand({ logGroupName }));
    await logs.send(new Logs.CreateLogStreamCommand({ logGroupName, logStreamName: "s" }));
    const logEvents = documents.map((document, i) => ({
      timestamp: now + i * 1000,
      message: JSON.stringify(document),
    }));
    await logs.send(new Logs.PutLogEventsCommand({ logGroupName, logStreamName: "s", logEvents }));
  }
  await logs.send(
    new Logs.CreateLookupTableCommand({
      lookupTableName: "users",
      description: "who is who",
      tableBody: 'id,name,city\nu1,"Ann, A.",Rome\nu2,Bob,Oslo\nU3,Eve,Bonn\n',
      tags: { team: "a" },
    }),
  );
});
afterAll(() => cloud.stop());

const start = (queryString: string) =>
  new Logs.StartQueryCommand({ logGroupName: "/api", queryString, startTime: now / 1000, endTime: now / 1000 + 3600 });

async function run(queryString: string): Promise<{ readonly queryId: string | undefined; readonly rows: object[] }> {
  const { queryId } = await logs.send(start(queryString));
  for (;;) {
    const { status, results = [] } = await logs.send(new Logs.GetQueryResultsCommand({ queryId }));
    if (status === "Running") continue;
    expect(status).toBe("Complete");
    const rows = results.map((row) =>
      Object.fromEntries(row.flatMap(({ field = "", value }) => (field === "@ptr" ? [] : [[field, value]]))),
    );
    return { queryId, rows };
  }
}

const joined = (type: string, end = "") =>
  `join type=${type} left=api right=back where api.requestId=back.requestId (SOURCE '/backend'${end})
   | fields api.requestId, back.error, status | sort status, back.error`;

test.each<[string, string, object[]]>([
  [
    "an inner join",
    joined("inner"),
    [
      { "api.requestId": "r2", "back.error": "Timeout", status: "200" },
      { "api.requestId": "r1", "back.error": "Retry", status: "500" },
      { "api.requestId": "r1", "back.error": "Timeout", status: "500" },
    ],
  ],
  [
    "a left join with what a query leaves of the other side",
    `filter status >= 500 | ${joined("left", ' | filter error = "Retry"')}`,
    [
      { "api.requestId": "r1", "back.error": "Retry", status: "500" },
      { "api.requestId": "r3", status: "503" },
    ],
  ],
  [
    "a join that is aggregated",
    `join left=a right=b where b.requestId = a.requestId (SOURCE '/backend') | stats count(*) as n by a.user | sort n desc`,
    [
      { "a.user": "u1", n: "2" },
      { "a.user": "u2", n: "1" },
    ],
  ],
  [
    "a subquery",
    `filter requestId in (SOURCE '/backend' | filter error = "Timeout" | fields requestId) | fields requestId | sort requestId`,
    [{ requestId: "r1" }, { requestId: "r2" }],
  ],
  [
    "a subquery that aggregates, denied",
    `filter requestId not in (SOURCE '/backend' | stats count(*) as n by requestId | filter n > 1 | fields requestId)
     | fields requestId | sort requestId`,
    [{ requestId: "r2" }, { requestId: "r3" }],
  ],
  // Matches are exact, letter case included.
  [
    "a lookup",
    "lookup users id as user OUTPUT name, city | fields requestId, name, city | sort requestId",
    [
      { requestId: "r1", name: "Ann, A.", city: "Rome" },
      { requestId: "r2", name: "Bob", city: "Oslo" },
      { requestId: "r3" },
    ],
  ],
  [
    "a lookup by two columns that overwrites a field",
    "fields 'Oslo' as town | lookup users id as user, city as town OUTPUT name, id | display requestId, name | sort requestId",
    [{ requestId: "r1" }, { requestId: "r2", name: "Bob" }, { requestId: "r3" }],
  ],
])("%s", async (_, query, expected) => {
  expect((await run(query)).rows).toEqual(expected);
});

test("queries inside of queries are refused where they cannot be", async () => {
  for (const [query, sentence] of [
    [
      "filter a in (SOURCE '/backend' | filter b in (SOURCE '/api' | fields b) | fields a)",
      "Nested subqueries are not supported",
    ],
    ["lookup nobody id OUTPUT name", "Lookup table nobody does not exist"],
    ["join type=outer left=a right=b where a.x=b.x (SOURCE '/backend')", "Join type outer is not supported"],
  ] as const) {
    expect(await refusalOf(logs, start(query))).toContain(`MalformedQueryException: ${sentence} (Service: AWSLogs`);
  }
  expect(await refusalOf(logs, start("filter a in (SOURCE '/gone' | fields a)"))).toContain(
    "ResourceNotFoundException: Log group '/gone' does not exist",
  );
});

test("lookup tables are kept", async () => {
  const { lookupTables = [] } = await logs.send(new Logs.DescribeLookupTablesCommand({ lookupTableNamePrefix: "us" }));
  const [table] = lookupTables;
  expect(table).toMatchObject({
    lookupTableName: "users",
    lookupTableArn: "arn:aws:logs:us-east-1:000000000000:lookup-table:users",
    tableFields: ["id", "name", "city"],
    recordsCount: 3,
    description: "who is who",
  });
  const { lookupTableArn } = table ?? {};
  expect((await logs.send(new Logs.ListTagsForResourceCommand({ resourceArn: lookupTableArn }))).tags).toEqual({
    team: "a",
  });
  expect(
    await refusalOf(logs, new Logs.CreateLookupTableCommand({ lookupTableName: "users", tableBody: "a\n1\n" })),
  ).toBe("ResourceAlreadyExistsException: The specified lookup table already exists.");
  // A table of what a query has found.
  const { queryId } = await run("fields user as id, concat('<', user, '>') as name | display id, name | sort id");
  await logs.send(new Logs.UpdateLookupTableCommand({ lookupTableArn, queryId }));
  expect(await logs.send(new Logs.GetLookupTableCommand({ lookupTableArn }))).toMatchObject({
    tableBody: "id,name\nu1,<u1>\nu2,<u2>\nu3,<u3>\n",
  });
  await logs.send(new Logs.DeleteLookupTableCommand({ lookupTableArn }));
  expect(await refusalOf(logs, new Logs.GetLookupTableCommand({ lookupTableArn }))).toBe(
    "ResourceNotFoundException: The specified lookup table does not exist.",
  );
});
