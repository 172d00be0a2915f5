/** A cloud with a client, and tables that are ready when they are returned. */
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect } from "vitest";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

export interface Fixture {
  client: DynamoDBClient;
  test: TestCloud;
}

export function useDynamodb(): Fixture {
  const fixture = {} as Fixture;
  beforeAll(async () => {
    fixture.test = await startTestCloud();
    fixture.client = new DynamoDBClient({ ...fixture.test.clientConfig });
  });
  afterAll(async () => {
    fixture.client.destroy();
    await fixture.test.stop();
  });
  return fixture;
}

/** JSON sent as it is, as a client that signs would. */
export function sendRaw({ test }: Fixture, operation: string, body: string): Promise<Response> {
  return fetch(test.endpoint, {
    method: "POST",
    headers: {
      authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request",
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDB_20120810.${operation}`,
    },
    body,
  });
}

type Schema = Partial<CreateTableCommandInput>;

/** A table whose key attributes are `pk` and, when asked for, `sk`, both strings unless told otherwise. */
export async function makeTable(
  { client }: Fixture,
  TableName: string,
  { sk, AttributeDefinitions = [], ...rest }: Schema & { readonly sk?: "S" | "N" | "B" } = {},
): Promise<void> {
  await client.send(
    new CreateTableCommand({
      TableName,
      AttributeDefinitions: [
        { AttributeName: "pk", AttributeType: "S" },
        ...(sk ? [{ AttributeName: "sk", AttributeType: sk }] : []),
        ...AttributeDefinitions,
      ],
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        ...(sk ? [{ AttributeName: "sk", KeyType: "RANGE" } as const] : []),
      ],
      BillingMode: "PAY_PER_REQUEST",
      ...rest,
    }),
  );
  await client.send(new DescribeTableCommand({ TableName }));
}

/** The code and message of a refusal. */
export async function expectRefusal(
  sent: Promise<unknown>,
  message: string,
  name = "ValidationException",
): Promise<void> {
  await expect(sent).rejects.toMatchObject({ name, message });
}
