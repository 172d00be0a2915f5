// Load on a DynamoDB endpoint from plain Node: keep-alive connections that each send one request after the other.
import { Agent, request } from "node:http";

const authorization =
  "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0";
const filler = "x".repeat(180);

export async function createLoadTable(endpoint, table) {
  const attribute = (name) => ({ AttributeName: name, AttributeType: "S" });
  await send(endpoint, undefined, "CreateTable", {
    TableName: table,
    AttributeDefinitions: [attribute("pk"), attribute("sk")],
    KeySchema: [
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ],
    BillingMode: "PAY_PER_REQUEST",
  });
  await send(endpoint, undefined, "DescribeTable", { TableName: table });
}

/** Ten items a partition, however many there are. */
export const partitionSize = 10;
const keyOf = (n) => ({
  pk: { S: `p${Math.floor(n / partitionSize)}` },
  sk: { S: `s${String(n % partitionSize).padStart(6, "0")}` },
});
export const itemOf = (n) => ({ ...keyOf(n), n: { N: String(n) }, v: { S: filler } });

export async function fillTable(endpoint, table, items) {
  const agent = new Agent({ keepAlive: true });
  let next = 0;
  const writer = async () => {
    while (next < items) {
      const first = next;
      next += 25;
      const requests = [];
      for (let n = first; n < Math.min(first + 25, items); n++) requests.push({ PutRequest: { Item: itemOf(n) } });
      await send(endpoint, agent, "BatchWriteItem", { RequestItems: { [table]: requests } });
    }
  };
  await Promise.all(Array.from({ length: 8 }, writer));
  agent.destroy();
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
  transact: (table, n) => [
    "TransactWriteItems",
    {
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
    },
  ],
};

/** Requests a second with the median and 99th percentile of their times. */
export async function loadWithNode(endpoint, operation, table, seconds, connections, items = 1000) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times = [];
  let refused = 0;
  const end = performance.now() + seconds * 1000;
  const client = async () => {
    while (performance.now() < end) {
      const [name, input] = requests[operation](table, Math.floor(Math.random() * items));
      const start = performance.now();
      const status = await send(endpoint, agent, name, input, true);
      times.push(performance.now() - start);
      if (status !== 200) refused++;
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  agent.destroy();
  times.sort((left, right) => left - right);
  const at = (part) => `${times[Math.floor(times.length * part)]?.toFixed(2)}ms`;
  return { rate: times.length / seconds, p50: at(0.5), p99: at(0.99), refused };
}

/** Resolves with the status; rejects what is not 200 unless told to look away. */
function send(endpoint, agent, operation, input, anyStatus = false) {
  return new Promise((done, fail) => {
    const sent = request(endpoint, {
      method: "POST",
      agent,
      headers: {
        "Content-Type": "application/x-amz-json-1.0",
        "X-Amz-Target": `DynamoDB_20120810.${operation}`,
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
        if (response.statusCode === 200 || anyStatus) done(response.statusCode);
        else fail(new Error(`${operation}: ${text}`));
      });
    });
    sent.end(JSON.stringify(input));
  });
}
