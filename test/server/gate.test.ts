// The gate with services made for the test: waiting, streaming, endpoints, 501, stopping.
import { crc32 } from "node:zlib";
import { DynamoDBClient, GetItemCommand, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { InvokeWithResponseStreamCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AnyOperation, OperationContext } from "../../src/cloud/operation.ts";
import type { Endpoint, Service } from "../../src/cloud/service.ts";
import { ServiceException } from "../../src/wire/service-exception.ts";
import { startTestCloud, type TestCloud } from "../support/cloud.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const aborted: string[] = [];
let begun: () => void;
const waiting = new Promise<void>((resolve) => {
  begun = resolve;
});
const objects = new Map<string, Uint8Array>();

async function* slowly(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    await new Promise((resolve) => setImmediate(resolve));
    yield bytes(part);
  }
}

const echo: Endpoint = {
  claims: ({ host, url }) => host.startsWith("api.execute-api.") || url.startsWith("/_aws/execute-api/"),
  handle: async ({ method, url, body, headers }) => ({
    status: 201,
    headers: [
      ["Set-Cookie", "a=1"],
      ["Set-Cookie", "b=2"],
      ["X-Url", url],
      ["X-Names", headers.map(([name]) => name).join(",")],
    ],
    body: method === "GET" ? slowly("one,", "two") : body,
  }),
};

const services: Readonly<Record<string, Service>> = {
  dynamodb: {
    name: "dynamodb",
    operations: {
      GetItem: (({ TableName }: { TableName: string }) => {
        if (TableName === "defect") throw new TypeError("a defect");
        throw new ServiceException("ResourceNotFoundException", "Requested resource not found");
      }) as AnyOperation,
    },
  },
  lambda: {
    name: "lambda",
    operations: {
      InvokeWithResponseStream: (() => ({
        StatusCode: 200,
        EventStream: (async function* () {
          for await (const Payload of slowly("hello ", "world")) yield { PayloadChunk: { Payload } };
          yield { InvokeComplete: {} };
        })(),
      })) as AnyOperation,
      GetFunction: (async (_: never, { signal, requestId }: OperationContext) => {
        begun();
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        aborted.push(requestId);
        return {};
      }) as AnyOperation,
    },
    endpoints: [echo],
  },
  s3: {
    name: "s3",
    operations: {
      PutObject: ((input: { Key: string; Body: Uint8Array; ChecksumCRC32?: string; ContentEncoding?: string }) => {
        objects.set(input.Key, input.Body);
        return { ChecksumCRC32: input.ChecksumCRC32, ETag: input.ContentEncoding };
      }) as AnyOperation,
      GetObject: (({ Key }: { Key: string }) => {
        const Body = objects.get(Key);
        if (Body === undefined) throw new ServiceException("NoSuchKey", "The specified key does not exist.", { Key });
        return {
          Body: slowly(
            ...Buffer.from(Body)
              .toString()
              .match(/.{1,3}/g)!,
          ),
          ContentLength: Body.length,
        };
      }) as AnyOperation,
    },
  },
};

let cloud: TestCloud;
beforeAll(async () => {
  const registry = Object.entries(services).map(([name, service]) => [
    name,
    { load: () => Promise.resolve(service), eager: true },
  ]);
  cloud = await startTestCloud({ services: Object.fromEntries(registry), onError: () => {} });
});
afterAll(() => cloud.stop());

describe("operations", () => {
  test("what is not built answers 501 at once, naming service and operation", async () => {
    const dynamodb = new DynamoDBClient({ ...cloud.clientConfig, maxAttempts: 5 });
    const error = await dynamodb.send(new ListTablesCommand({})).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: "NotImplemented",
      message: "Terrarium does not implement ListTables of DynamoDB.",
      $metadata: { httpStatusCode: 501, attempts: 1 },
    });
  });

  test("a defect of ours is no reason to come back either", async () => {
    const dynamodb = new DynamoDBClient({ ...cloud.clientConfig, maxAttempts: 5 });
    const input = { TableName: "defect", Key: { k: { S: "v" } } };
    await expect(dynamodb.send(new GetItemCommand(input))).rejects.toMatchObject({
      name: "InternalFailure",
      $metadata: { attempts: 1 },
    });
  });

  test("a call from inside refuses as one from outside, and both are told to the bus", async () => {
    const told: unknown[] = [];
    const end = cloud.cloud.bus.subscribe("operation.done", (event) => void told.push(event));
    await expect(cloud.cloud.call("dynamodb", "GetItem", { TableName: "t", Key: {} })).rejects.toMatchObject({
      code: "ResourceNotFoundException",
    });
    await expect(cloud.cloud.call("sqs", "SendMessage", {})).rejects.toMatchObject({ code: "NotImplemented" });
    await new Promise((resolve) => setImmediate(resolve));
    end();
    expect(told).toMatchObject([
      { service: "dynamodb", operation: "GetItem", error: { code: "ResourceNotFoundException" } },
    ]);
  });

  test("a client that goes away aborts its operation", async () => {
    const going = new AbortController();
    const headers = { authorization: "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/lambda/aws4_request" };
    const request = fetch(`${cloud.endpoint}/2015-03-31/functions/f`, { headers, signal: going.signal });
    void waiting.then(() => going.abort());
    await expect(request).rejects.toThrow();
    await expect.poll(() => aborted.length, { timeout: 10_000 }).toBe(1);
  });
});

describe("streams", () => {
  test("an event stream", async () => {
    const lambda = new LambdaClient(cloud.clientConfig);
    const { EventStream } = await lambda.send(new InvokeWithResponseStreamCommand({ FunctionName: "f" }));
    let text = "";
    let complete = false;
    for await (const event of EventStream ?? []) {
      if (event.PayloadChunk?.Payload) text += Buffer.from(event.PayloadChunk.Payload).toString();
      complete ||= event.InvokeComplete !== undefined;
    }
    expect({ text, complete }).toEqual({ text: "hello world", complete: true });
  });

  test("objects: the SDK's checksums in trailers, bodies of known length as they come", async () => {
    const s3 = new S3Client(cloud.clientConfig);
    const put = await s3.send(new PutObjectCommand({ Bucket: "b", Key: "a/b c", Body: "some text" }));
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc32("some text"));
    expect(put.ChecksumCRC32).toBe(checksum.toString("base64"));
    const get = await s3.send(new GetObjectCommand({ Bucket: "b", Key: "a/b c" }));
    expect(get.ContentLength).toBe(9);
    expect(await get.Body?.transformToString()).toBe("some text");
    await expect(s3.send(new GetObjectCommand({ Bucket: "b", Key: "c" }))).rejects.toMatchObject({ name: "NoSuchKey" });
  });

  test("a bucket named by the host", async () => {
    const url = `${cloud.endpoint}/a/b%20c`;
    const { hostname, port } = new URL(url);
    const { get } = await import("node:http");
    const body = await new Promise<string>((resolve, reject) => {
      const headers = { host: `b.s3.us-east-1.localhost:${port}` };
      get({ hostname, port, path: "/a/b%20c", headers }, (response) => {
        let text = "";
        response.on("data", (chunk: Buffer) => (text += chunk.toString()));
        response.on("end", () => resolve(text));
      }).on("error", reject);
    });
    expect(body).toBe("some text");
  });
});

describe("the user's endpoints", () => {
  test("by path, with repeated headers and a streamed body", async () => {
    const response = await fetch(`${cloud.endpoint}/_aws/execute-api/x/y?q=%20`, { headers: { "X-CaSe": "1" } });
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
    expect(response.headers.get("x-url")).toBe("/_aws/execute-api/x/y?q=%20");
    expect(await response.text()).toBe("one,two");
  });

  test("a page of any site may call them: whether it may read the answer is for their own CORS settings", async () => {
    const response = await fetch(`${cloud.endpoint}/_aws/execute-api/x`, {
      method: "POST",
      headers: { origin: "https://shop.example" },
      body: "hi",
    });
    expect([response.status, await response.text()]).toEqual([201, "hi"]);
  });
});

test("stop lets a running request end and frees the port", async () => {
  let began = (): void => {};
  const running = new Promise<void>((resolve) => {
    began = resolve;
  });
  const slow: Service = {
    name: "dynamodb",
    operations: {
      ListTables: (async () => {
        began();
        await new Promise((resolve) => setTimeout(resolve, 100));
        return { TableNames: ["done"] };
      }) as AnyOperation,
    },
  };
  const other = await startTestCloud({ services: { dynamodb: { load: () => Promise.resolve(slow) } } });
  const answer = new DynamoDBClient(other.clientConfig).send(new ListTablesCommand({}));
  await running;
  await other.stop();
  expect((await answer).TableNames).toEqual(["done"]);
  await expect(fetch(`${other.endpoint}/health`)).rejects.toThrow();
});
