// Load on a DynamoDB endpoint: the requests, and two generators of them, wrk and plain Node.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const authorization =
  "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date, Signature=0";
const filler = "x".repeat(180);
const target = (operation) => `DynamoDB_20120810.${operation}`;

/** A table with a sort key and, when asked for, so many global indexes that hold everything. */
export async function createLoadTable(endpoint, table, indexes = 0) {
  const attributes = ["pk", "sk", ...Array.from({ length: indexes }, (_, i) => `key${i}`)];
  const keys = (hash, range) => [
    { AttributeName: hash, KeyType: "HASH" },
    { AttributeName: range, KeyType: "RANGE" },
  ];
  await send(endpoint, undefined, "CreateTable", {
    TableName: table,
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: keys("pk", "sk"),
    BillingMode: "PAY_PER_REQUEST",
    ...(indexes > 0 && {
      GlobalSecondaryIndexes: attributes.slice(2).map((name) => ({
        IndexName: name,
        KeySchema: keys(name, "sk"),
        Projection: { ProjectionType: "ALL" },
      })),
    }),
  });
  for (;;) {
    const answer = await send(endpoint, undefined, "DescribeTable", { TableName: table });
    if (JSON.parse(answer.text).Table.TableStatus === "ACTIVE") return;
    await new Promise((wait) => setTimeout(wait, 100));
  }
}

/** Ten items a partition, however many there are. */
export const partitionSize = 10;
const keyOf = (n) => ({
  pk: { S: `p${Math.floor(n / partitionSize)}` },
  sk: { S: `s${String(n % partitionSize).padStart(6, "0")}` },
});
export const itemOf = (n) => ({ ...keyOf(n), n: { N: String(n) }, v: { S: filler } });
/** With the keys of five indexes. */
const indexedItemOf = (n) => {
  const item = itemOf(n);
  for (let i = 0; i < 5; i++) item[`key${i}`] = { S: `g${(n * (i + 7)) % 997}` };
  return item;
};

export async function fillTable(endpoint, table, items) {
  const agent = new Agent({ keepAlive: true });
  let next = 0;
  const writer = async () => {
    while (next < items) {
      const first = next;
      next += 25;
      await send(endpoint, agent, "BatchWriteItem", batchOf(table, first, Math.min(25, items - first)));
    }
  };
  await Promise.all(Array.from({ length: 8 }, writer));
  agent.destroy();
}

function batchOf(table, first, count) {
  const writes = Array.from({ length: count }, (_, i) => ({ PutRequest: { Item: itemOf(first + i) } }));
  return { RequestItems: { [table]: writes } };
}

/** What generators replace, so that no two requests have the same token. */
const placeholder = `TOKEN-${"0".repeat(16)}`;

function transactionOf(table, n) {
  return {
    TransactItems: [
      { Put: { TableName: table, Item: itemOf(n) } },
      {
        Update: {
          TableName: table,
          Key: { pk: { S: `q${n}` }, sk: { S: "s" } },
          UpdateExpression: "ADD c :o",
          ExpressionAttributeValues: { ":o": { N: "1" } },
        },
      },
    ],
  };
}

const requests = {
  bare: () => ["Bare", {}],
  get: (table, n) => ["GetItem", { TableName: table, Key: keyOf(n) }],
  put: (table, n) => ["PutItem", { TableName: table, Item: itemOf(n) }],
  query: (table, n) => [
    "Query",
    {
      TableName: table,
      KeyConditionExpression: "pk = :p",
      ExpressionAttributeValues: { ":p": keyOf(n).pk },
      Limit: 10,
    },
  ],
  update: (table, n) => [
    "UpdateItem",
    {
      TableName: table,
      Key: keyOf(n),
      UpdateExpression: "SET c = if_not_exists(c, :z) + :o",
      ConditionExpression: "attribute_exists(pk)",
      ExpressionAttributeValues: { ":o": { N: "1" }, ":z": { N: "0" } },
    },
  ],
  transact: (table, n) => ["TransactWriteItems", transactionOf(table, n)],
  // As SDKs send it: the generators put another number into each.
  tokened: (table, n) => ["TransactWriteItems", { ...transactionOf(table, n), ClientRequestToken: placeholder }],
  transact25: (table, n) => [
    "TransactWriteItems",
    { TransactItems: Array.from({ length: 25 }, (_, i) => ({ Put: { TableName: table, Item: itemOf(n + i) } })) },
  ],
  batch25: (table, n) => ["BatchWriteItem", batchOf(table, n, 25)],
  indexed: (table, n) => ["PutItem", { TableName: `${table}-indexed`, Item: indexedItemOf(n) }],
};

/** Requests a second with the median and 99th percentile of their times in milliseconds. */
export async function loadWithWrk(endpoint, operation, table, seconds, connections, items = 1000) {
  const folder = mkdtempSync(join(tmpdir(), "terrarium-load-"));
  try {
    const file = join(folder, "requests");
    const lines = Array.from({ length: 2000 }, () => {
      const [name, input] = requests[operation](table, Math.floor(Math.random() * items));
      return `${target(name)} ${JSON.stringify(input)}\n`;
    });
    writeFileSync(file, lines.join(""));
    const script = join(import.meta.dirname, "dynamodb-load.lua");
    const load = [`-t1`, `-c${connections}`, `-d${seconds}s`, "-s", script, `${endpoint}/`, "--", file];
    const printed = await outputOf("wrk", load);
    const [count, duration, p50, p99, refused] = /^= (.*)$/m.exec(printed)[1].split(" ").map(Number);
    return { rate: count / duration, count, p50, p99, refused };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function outputOf(command, args) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { stdio: ["ignore", "pipe", "inherit"] });
    let text = "";
    child.stdout.on("data", (part) => {
      text += part;
    });
    child.on("close", (code) => (code === 0 ? done(text) : fail(new Error(`${command} ended with ${code}: ${text}`))));
  });
}

/** The same from plain Node: keep-alive connections that each send one request after the other. */
export async function loadWithNode(endpoint, operation, table, seconds, connections, items = 1000) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times = [];
  let refused = 0;
  const end = performance.now() + seconds * 1000;
  const client = async () => {
    while (performance.now() < end) {
      const [name, input] = requests[operation](table, Math.floor(Math.random() * items));
      if (input.ClientRequestToken) input.ClientRequestToken = randomUUID();
      const start = performance.now();
      const { status } = await send(endpoint, agent, name, input, true);
      times.push(performance.now() - start);
      if (status !== 200) refused++;
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  times.sort((left, right) => left - right);
  const at = (part) => times[Math.floor(times.length * part)] ?? Number.NaN;
  return { rate: times.length / seconds, count: times.length, p50: at(0.5), p99: at(0.99), refused };
}

/** Rejects what is not 200 unless told to look away. */
function send(endpoint, agent, operation, input, anyStatus = false) {
  return new Promise((done, fail) => {
    const sent = request(endpoint, {
      method: "POST",
      agent,
      headers: {
        "Content-Type": "application/x-amz-json-1.0",
        "X-Amz-Target": target(operation),
        "X-Amz-Date": "20260101T000000Z",
        Authorization: authorization,
      },
    });
    sent.on("error", fail);
    sent.on("response", (response) => {
      let text = "";
      response.on("data", (part) => {
        text += part;
      });
      response.on("end", () => {
        if (response.statusCode === 200 || anyStatus) done({ status: response.statusCode, text });
        else fail(new Error(`${operation}: ${text}`));
      });
    });
    sent.end(JSON.stringify(input));
  });
}
