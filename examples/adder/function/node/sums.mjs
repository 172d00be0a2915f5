// Stores a sum: with the AWS SDK where the runtime has it (as on AWS), else with a signed request of our own.
import { createHash, createHmac } from "node:crypto";

const sdk = await import("@aws-sdk/client-dynamodb").catch(() => undefined);
const client = sdk && new sdk.DynamoDBClient();

export async function remember(table, key, sum) {
  const input = { TableName: table, Item: { id: { S: key }, sum: { N: String(sum) } } };
  if (client) await client.send(new sdk.PutItemCommand(input));
  else await putItem(input);
}

async function putItem(input) {
  const region = process.env.AWS_REGION;
  const endpoint = new URL(process.env.AWS_ENDPOINT_URL ?? `https://dynamodb.${region}.amazonaws.com`);
  const body = JSON.stringify(input);
  const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const headers = {
    "content-type": "application/x-amz-json-1.0",
    host: endpoint.host,
    "x-amz-date": stamp,
    "x-amz-target": "DynamoDB_20120810.PutItem",
  };
  if (process.env.AWS_SESSION_TOKEN) headers["x-amz-security-token"] = process.env.AWS_SESSION_TOKEN;
  headers.authorization = signature(headers, body, stamp, region);
  const response = await fetch(endpoint, { method: "POST", headers, body });
  if (!response.ok) throw new Error(`PutItem: ${response.status} ${await response.text()}`);
}

/** AWS Signature Version 4 of a POST to /. */
function signature(headers, body, stamp, region) {
  const sha256 = (text) => createHash("sha256").update(text).digest("hex");
  const names = Object.keys(headers).sort();
  const signed = names.join(";");
  const canonical = ["POST", "/", "", ...names.map((name) => `${name}:${headers[name]}`), "", signed, sha256(body)];
  const scope = `${stamp.slice(0, 8)}/${region}/dynamodb/aws4_request`;
  const text = ["AWS4-HMAC-SHA256", stamp, scope, sha256(canonical.join("\n"))].join("\n");
  const key = scope
    .split("/")
    .reduce((k, part) => createHmac("sha256", k).update(part).digest(), `AWS4${process.env.AWS_SECRET_ACCESS_KEY}`);
  const credential = `${process.env.AWS_ACCESS_KEY_ID}/${scope}`;
  return `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signed}, Signature=${createHmac("sha256", key).update(text).digest("hex")}`;
}
