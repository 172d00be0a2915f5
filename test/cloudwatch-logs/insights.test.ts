/** Insights queries over a few events. Sources: AWS's guide to the query language and its own examples. */
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeQueriesCommand,
  GetLogGroupFieldsCommand,
  GetLogRecordCommand,
  GetQueryResultsCommand,
  PutLogEventsCommand,
  StartQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

let cloud: TestCloud;
let logs: CloudWatchLogsClient;
const now = Math.floor(Date.now() / 3_600_000) * 3_600_000;
const messages = [
  '{"level":"INFO","status":200,"took":10,"user":{"name":"ann"}}',
  '{"level":"ERROR","status":500,"took":30,"user":{"name":"bob"}}',
  '{"level":"INFO","status":200,"took":20,"user":{"name":"ann"}}',
  "plain user=carl, method:GET, latency := 7",
  "REPORT RequestId: 8f507cfc-1234-4697-b07a-ac58fc914c95\tDuration: 12.50 ms\tBilled Duration: 13 ms\tMemory Size: 128 MB\tMax Memory Used: 65 MB\t",
];

beforeAll(async () => {
  cloud = await startTestCloud();
  logs = new CloudWatchLogsClient(cloud.clientConfig);
  await logs.send(new CreateLogGroupCommand({ logGroupName: "/aws/lambda/f" }));
  await logs.send(new CreateLogStreamCommand({ logGroupName: "/aws/lambda/f", logStreamName: "s" }));
  const logEvents = messages.map((message, i) => ({ timestamp: now + i * 60_000, message }));
  await logs.send(new PutLogEventsCommand({ logGroupName: "/aws/lambda/f", logStreamName: "s", logEvents }));
});

afterAll(async () => {
  logs.destroy();
  await cloud.stop();
});

async function run(
  queryString: string,
  logGroupName?: string,
): Promise<{ rows: Record<string, string>[]; matched: number | undefined }> {
  const { queryId } = await logs.send(
    new StartQueryCommand({
      ...(queryString.startsWith("SOURCE") ? {} : { logGroupName: logGroupName ?? "/aws/lambda/f" }),
      queryString,
      startTime: now / 1000,
      endTime: now / 1000 + 3600,
    }),
  );
  for (;;) {
    const { status, results, statistics } = await logs.send(new GetQueryResultsCommand({ queryId }));
    if (status === "Running") continue;
    expect(status).toBe("Complete");
    const rows = (results ?? []).map((row) =>
      Object.fromEntries(row.map(({ field, value }) => [field ?? "", value ?? ""])),
    );
    return { rows, matched: statistics?.recordsMatched };
  }
}

/** Puts messages, one a minute, into a group of their own. */
async function groupOf(logGroupName: string, list: readonly string[], from = now): Promise<void> {
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: "s" }));
  const logEvents = list.map((message, i) => ({ timestamp: from + i * 60_000, message }));
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: "s", logEvents }));
}

const at = (minutes: number): string => new Date(now + minutes * 60_000).toISOString().replace("T", " ").slice(0, -1);

test.each<[string, object[]]>([
  [
    "fields level, took | filter status = 200 | sort took asc",
    [
      { level: "INFO", took: "10" },
      { level: "INFO", took: "20" },
    ],
  ],
  ["fields @timestamp, user.name as who | filter ispresent(who) | limit 1", [{ "@timestamp": at(2), who: "ann" }]],
  ["filter @message like /ERR/ | display level", [{ level: "ERROR" }]],
  [
    'filter @message like "method" | parse @message "user=*, method:*, latency := *" as who, method, latency | display who, method, latency',
    [{ who: "carl", method: "GET", latency: "7" }],
  ],
  ["parse @message /user=(?<who>\\w+)/ | filter ispresent(who) | display who", [{ who: "carl" }]],
  ["filter level in ['ERROR', 'WARN'] | display status * 2 as twice", [{ twice: "1000" }]],
  ["filter level not like 'INFO' and ispresent(level) | display level", [{ level: "ERROR" }]],
  ["fields took, status | filter level = 'ERROR' | addtotals", [{ took: "30", status: "500", Total: "530" }]],
  [
    "fields took, status | filter status >= 500 | addtotals fieldname=Sum col=true took",
    [{ took: "30", status: "500", Sum: "30" }, { took: "30" }],
  ],
  [
    "stats sum(took) as took, count(*) as n by level | filter ispresent(level) | sort level | addcoltotals",
    [
      { level: "ERROR", took: "30", n: "1" },
      { level: "INFO", took: "30", n: "2" },
      { took: "60", n: "3" },
    ],
  ],
  ["filter level = 'ERROR' | fields took # how long\n, status * 2 # and what", [{ took: "30", "status * 2": "1000" }]],
  ["stats count(*) by bin(1h)", [{ "bin(1h)": at(0), "count(*)": "5" }]],
  [
    "stats count(*) as n, avg(took) as mean, max(took), pct(took, 50) by level | filter ispresent(level) | sort n desc",
    [
      { level: "INFO", n: "2", mean: "15", "max(took)": "20", "pct(took, 50)": "10" },
      { level: "ERROR", n: "1", mean: "30", "max(took)": "30", "pct(took, 50)": "30" },
    ],
  ],
  // Source: AWS's guide: only names with backquotes have other characters than letters, digits, @ and dots.
  ["filter status = 500 | display status-took as a, `status-took` as b", [{ a: "470" }]],
  ["stats max(took) - min(took) as spread, count_distinct(user.name) as users", [{ spread: "20", users: "2" }]],
  [
    "filter ispresent(user.name) | dedup user.name | sort user.name | display user.name",
    [{ "user.name": "ann" }, { "user.name": "bob" }],
  ],
  [
    "filter @type = 'REPORT' | display @duration, @maxMemoryUsed, @requestId",
    [{ "@duration": "12.5", "@maxMemoryUsed": "65000000", "@requestId": "8f507cfc-1234-4697-b07a-ac58fc914c95" }],
  ],
  [
    "filter status >= 500 | display toupper(user.name) as a, concat(level, '-', status) as b, strlen(level) as c, substr(level, 1, 2) as d",
    [{ a: "BOB", b: "ERROR-500", c: "5", d: "RR" }],
  ],
  [
    "filter status = 500 | display coalesce(missing, level) as a, isIpv4InSubnet('10.1.2.3', '10.0.0.0/8') as b, datefloor(@timestamp, 1h) as c",
    [{ a: "ERROR", b: "1", c: at(0) }],
  ],
])("%s", async (query, expected) => {
  const { rows } = await run(query);
  expect(rows.map(({ "@ptr": _ptr, ...row }) => row)).toEqual(expected);
});

test("without fields, time and message are shown, the latest first, with a pointer to the record", async () => {
  const { rows, matched } = await run("filter took > 10");
  expect(matched).toBe(2);
  expect(rows.map((row) => row["@message"])).toEqual([messages[2], messages[1]]);
  const { logRecord } = await logs.send(new GetLogRecordCommand({ logRecordPointer: rows[0]?.["@ptr"] }));
  expect(logRecord).toMatchObject({ "@message": messages[2], "user.name": "ann", "@logStream": "s" });
});

// Source: AWS, recorded.
test("a query is described with where it reads; an unknown group is refused", async () => {
  await run("fields @message");
  const { queries } = await logs.send(new DescribeQueriesCommand({}));
  expect(queries?.[0]).toMatchObject({ queryLanguage: "CWLI", logGroupName: "/aws/lambda/f", status: "Complete" });
  expect(queries?.[0]?.queryString).toMatch(/^SOURCE "\/aws\/lambda\/f" START=\S+ END=\S+ \| fields @message$/);
  await expect(
    logs.send(new StartQueryCommand({ logGroupName: "nope", queryString: "fields a", startTime: 0, endTime: 1 })),
  ).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: expect.stringContaining(
      "Log group 'nope' does not exist for account ID '000000000000' (Service: AWSLogs;",
    ),
  });
});

test.each([
  ["fields a | count()", "mismatched input 'count' expecting {"],
  ["filter", "mismatched input '<EOF>' expecting"],
  ["fields a |", "mismatched input '<EOF>' expecting"],
  ["fields a b", "mismatched input 'b' expecting |"],
  ["limit x", "mismatched input 'x' expecting NUMBER"],
  ["parse @message 5 as a", "mismatched input '5' expecting {STRING, REGEX}"],
  ["fields a\n| filter ;", "unexpected symbol found ; at line 2 and position 9"],
])("%s is malformed", async (queryString, message) => {
  await expect(
    logs.send(new StartQueryCommand({ logGroupName: "/aws/lambda/f", queryString, startTime: 0, endTime: 1 })),
  ).rejects.toMatchObject({ name: "MalformedQueryException", message: expect.stringContaining(message) });
});

test("GetLogGroupFields tells in how many events a field is", async () => {
  const { logGroupFields } = await logs.send(
    new GetLogGroupFieldsCommand({ logGroupName: "/aws/lambda/f", time: now / 1000 + 60 }),
  );
  expect(logGroupFields).toContainEqual({ name: "@message", percent: 100 });
  expect(logGroupFields).toContainEqual({ name: "user.name", percent: 60 });
});

// Source: AWS's guide, "unnest".
test("unnest makes a row of each item of a list that jsonParse has given", async () => {
  await groupOf("/lists", ['{ "events": [ { "name": "exception", "n": 1 }, { "name": "user action", "n": 2 } ] }']);
  const shown = async (query: string) => (await run(query, "/lists")).rows.map(({ "@ptr": _ptr, ...row }) => row);
  const parsed = "fields jsonParse(@message) as js | unnest js.events into event";
  expect(await shown(`${parsed} | display event.name`)).toEqual([
    { "event.name": "exception" },
    { "event.name": "user action" },
  ]);
  expect(await shown(`${parsed} | stats sum(event.n) as n`)).toEqual([{ n: "3" }]);
  expect(await shown(`${parsed} | filter event.name = "exception" | display event`)).toEqual([
    { event: '{"name":"exception","n":1}' },
  ]);
  expect(
    await shown(
      'fields jsonParse(@message) as js | display js.events[1].name as a, js["events"][0]["n"] as b, events.1.n as c, jsonStringify(js.events[0]) as d',
    ),
  ).toEqual([{ a: "user action", b: "1", c: "2", d: '{"name":"exception","n":1}' }]);
});

// Source: AWS's guide, "pattern", "diff": what varies is a token; ratio and count are of the events of the query.
test("pattern clusters messages, diff compares them with those of an earlier time", async () => {
  const times = [327, 14, 5].map((ms) => `[INFO] Request time: ${ms} ms`);
  await groupOf("/patterns", [...times, "[ERROR] User ann not found"]);
  await groupOf("/earlier", ["[INFO] Request time: 1 ms", "[WARN] going down"], now - 1_800_000);
  const { rows } = await run("pattern @message", "/patterns");
  expect(rows).toEqual([
    {
      "@pattern": "[INFO] Request time: <Number-1> ms",
      "@ratio": "0.75",
      "@sampleCount": "3",
      "@severityLabel": "Info",
    },
    { "@pattern": "[ERROR] User ann not found", "@ratio": "0.25", "@sampleCount": "1", "@severityLabel": "Error" },
  ]);
  const compared = await run('SOURCE logGroups(namePrefix: ["/patterns", "/earlier"]) | pattern @message | diff');
  expect(compared.rows.map((row) => [row["@pattern"], row["@diffEventCount"], row["@differenceDescription"]])).toEqual([
    ["[INFO] Request time: <Number-1> ms", "2", "Increase"],
    ["[ERROR] User ann not found", "1", "New"],
    ["[WARN] going down", "-1", "Not found"],
  ]);
});

test("SOURCE names the groups by their prefixes", async () => {
  const { rows } = await run('SOURCE logGroups(namePrefix: ["/aws/lambda/f"]) | stats count(*) as n');
  expect(rows).toEqual([{ n: "5" }]);
});

// Source: AWS, as users have reported it.
test("a query of a time before its group was made is refused", async () => {
  await expect(
    logs.send(
      new StartQueryCommand({ logGroupName: "/aws/lambda/f", queryString: "fields a", startTime: 0, endTime: 9 }),
    ),
  ).rejects.toMatchObject({
    name: "MalformedQueryException",
    message: expect.stringContaining("end date and time is either before the log groups creation time"),
  });
});
