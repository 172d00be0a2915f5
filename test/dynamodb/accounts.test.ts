/**
 * Tables and streams of other accounts, named by ARN: their own policies say who may do what. Sources: AWS's
 * documentation of cross-account access with resource-based policies, and of IAM's messages for denied access.
 */
import {
  BatchGetItemCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  GetItemCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  PutResourcePolicyCommand,
  QueryCommand,
  TagResourceCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { DescribeStreamCommand, DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectRefusal, makeTable, useDynamodb } from "./support.ts";

const owner = useDynamodb();
const guest = "111111111111";
const TableName = "arn:aws:dynamodb:us-east-1:000000000000:table/shared";
const Key = { pk: { S: "a" } };
let client: DynamoDBClient;
let streams: DynamoDBStreamsClient;
let stream: string;

beforeAll(async () => {
  client = new DynamoDBClient({ ...owner.test.configFor({ account: guest }) });
  streams = new DynamoDBStreamsClient({ ...owner.test.configFor({ account: guest }) });
  await makeTable(owner, "shared", {
    AttributeDefinitions: [{ AttributeName: "g", AttributeType: "S" }],
    GlobalSecondaryIndexes: [
      {
        IndexName: "by-g",
        KeySchema: [{ AttributeName: "g", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
  });
  await owner.client.send(new PutItemCommand({ TableName: "shared", Item: { ...Key, g: { S: "x" } } }));
  stream = (await owner.client.send(new DescribeTableCommand({ TableName: "shared" }))).Table!.LatestStreamArn!;
});

afterAll(() => {
  client.destroy();
  streams.destroy();
});

function denied(sent: Promise<unknown>, action: string, resource = TableName, why?: string): Promise<void> {
  const reason = why ?? `because no resource-based policy allows the dynamodb:${action} action`;
  return expectRefusal(
    sent,
    `User: arn:aws:iam::${guest}:root is not authorized to perform: dynamodb:${action} on resource: ${resource} ${reason}`,
    "AccessDeniedException",
  );
}

const allow = (Action: string | string[], Resource: string, Principal: object = { AWS: guest }) => ({
  Effect: "Allow",
  Principal,
  Action,
  Resource,
});
const setPolicy = (ResourceArn: string, ...Statement: object[]) =>
  owner.client.send(
    new PutResourcePolicyCommand({ ResourceArn, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }),
  );
const query = {
  TableName,
  IndexName: "by-g",
  KeyConditionExpression: "g = :g",
  ExpressionAttributeValues: { ":g": { S: "x" } },
};

test("a table without a policy is its account's alone, and one that is not there looks the same", async () => {
  await denied(client.send(new GetItemCommand({ TableName, Key })), "GetItem");
  await denied(client.send(new DescribeTableCommand({ TableName })), "DescribeTable");
  await denied(client.send(new ListTagsOfResourceCommand({ ResourceArn: TableName })), "ListTagsOfResource");
  const missing = TableName.replace("shared", "missing");
  await denied(client.send(new GetItemCommand({ TableName: missing, Key })), "GetItem", missing);
});

describe("a table's policy", () => {
  test("lets other accounts do what it allows, on the owner's items", async () => {
    await setPolicy(
      TableName,
      allow(["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:DescribeTable"], TableName),
    );
    const { Item } = await client.send(new GetItemCommand({ TableName, Key }));
    expect(Item).toEqual({ ...Key, g: { S: "x" } });
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    expect(Table!.TableArn).toBe(TableName);
    const { Responses } = await client.send(
      new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [Key] } } }),
    );
    expect(Responses).toEqual({ [TableName]: [Item] });
    await denied(client.send(new PutItemCommand({ TableName, Item: Key })), "PutItem");
    // The guest's own table of the name is another.
    await expectRefusal(
      client.send(new GetItemCommand({ TableName: "shared", Key })),
      "Requested resource not found",
      "ResourceNotFoundException",
    );
  });

  test("has to name indexes for them to be read", async () => {
    const index = `${TableName}/index/by-g`;
    await setPolicy(TableName, allow("dynamodb:Query", TableName));
    await denied(client.send(new QueryCommand(query)), "Query", index);
    await setPolicy(TableName, allow("dynamodb:Query", `${TableName}/index/*`));
    expect((await client.send(new QueryCommand(query))).Count).toBe(1);
  });

  test("is asked for every action of a transaction", async () => {
    await setPolicy(TableName, allow(["dynamodb:PutItem"], TableName));
    const put = { Put: { TableName, Item: { pk: { S: "t" } } } };
    const check = { ConditionCheck: { TableName, Key, ConditionExpression: "attribute_exists(pk)" } };
    await client.send(new TransactWriteItemsCommand({ TransactItems: [put] }));
    await denied(client.send(new TransactWriteItemsCommand({ TransactItems: [put, check] })), "ConditionCheckItem");
  });

  test("names accounts by their root, or anybody; a denial wins", async () => {
    const update = () => client.send(new UpdateItemCommand({ TableName, Key, UpdateExpression: "SET a = a" }));
    await setPolicy(TableName, allow("dynamodb:*", "*", { AWS: `arn:aws:iam::${guest}:root` }));
    // Past the policy.
    await expectRefusal(update(), "The provided expression refers to an attribute that does not exist in the item");
    await setPolicy(TableName, allow("*", "*", { AWS: "222222222222" }));
    await denied(update(), "UpdateItem");
    const everybody = { ...allow("dynamodb:UpdateItem", TableName), Principal: "*" };
    await setPolicy(TableName, everybody, { ...everybody, Effect: "Deny" });
    await denied(update(), "UpdateItem", TableName, "with an explicit deny in a resource-based policy");
  });

  test("opens tags, and neither statements nor settings", async () => {
    await setPolicy(TableName, allow("dynamodb:*", "*"));
    await client.send(new TagResourceCommand({ ResourceArn: TableName, Tags: [{ Key: "a", Value: "b" }] }));
    const { Tags } = await client.send(new ListTagsOfResourceCommand({ ResourceArn: TableName }));
    expect(Tags).toEqual([{ Key: "a", Value: "b" }]);
    await denied(client.send(new DescribeTimeToLiveCommand({ TableName })), "DescribeTimeToLive");
    await denied(
      client.send(new ExecuteStatementCommand({ Statement: `SELECT * FROM "${TableName}"` })),
      "PartiQLSelect",
    );
  });
});

test("a stream has a policy of its own", async () => {
  const read = () => streams.send(new DescribeStreamCommand({ StreamArn: stream }));
  await setPolicy(TableName, allow("dynamodb:*", "*"));
  await denied(read(), "DescribeStream", stream);
  await setPolicy(stream, allow("dynamodb:DescribeStream", stream));
  expect((await read()).StreamDescription!.TableName).toBe("shared");
});
