// Every operation of every client: the SDK's own serializer sends, our decoder reads; our encoder answers, the SDK's
// own deserializer reads. What comes out must be what went in.

import { readdirSync } from "node:fs";
import { Readable } from "node:stream";
import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from "@aws-sdk/core/protocols";
import { HttpResponse } from "@smithy/core/protocols";
import { describe, expect, test } from "vitest";
import type { WireRequest } from "../../src/wire/message.ts";
import { otherProtocol, serviceCodec } from "../../src/wire/service-codec.ts";
import { sampleStructure } from "./sample.ts";

interface SdkRequest {
  method: string;
  path: string;
  query?: Record<string, string | string[] | null>;
  headers: Record<string, string>;
  body?: unknown;
}
type AnyClient = { send(command: unknown): Promise<Record<string, unknown>> };
const services = readdirSync(new URL("../../src/shapes/generated", import.meta.url)).map((file) => file.slice(0, -5));

type AnyClass = new (input: object) => object;

// The first is sent to a host of its own, the second differs from ListBuckets by its host alone.
const TOLD_BY_HOST = new Set(["s3.WriteGetObjectResponse", "s3.ListDirectoryBuckets"]);

function bytes(body: unknown): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  return typeof body === "string" ? Buffer.from(body) : Buffer.from(body as Uint8Array);
}

function wireRequest(request: SdkRequest): WireRequest {
  const encode = (text: string) => encodeURIComponent(text);
  const pairs = Object.entries(request.query ?? {}).flatMap(([name, value]) =>
    value === null ? [encode(name)] : [value].flat().map((one) => `${encode(name)}=${encode(one)}`),
  );
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name.toLowerCase()] = value;
  return { method: request.method, path: request.path, query: pairs.join("&"), headers, body: bytes(request.body) };
}

/** Plain data, with bytes and streams read to lists of numbers. */
async function plain(value: unknown): Promise<unknown> {
  if (value instanceof Date || typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return [...value];
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (Symbol.asyncIterator in value) {
    const items: unknown[] = [];
    for await (const item of value as AsyncIterable<unknown>) items.push(await plain(item));
    return items.every(Array.isArray) ? items.flat() : items;
  }
  const entries = await Promise.all(
    Object.entries(value)
      .filter(([name, member]) => name !== "$metadata" && member !== undefined)
      .map(async ([name, member]) => [name, await plain(member)] as const),
  );
  return Object.fromEntries(entries);
}

/** Services in the protocol of their client, and CloudWatch in those of older and newer ones. */
const spoken = [
  ...services.map((service) => ({ service, protocol: undefined, Protocol: undefined })),
  { service: "cloudwatch", protocol: "awsQuery" as const, Protocol: AwsQueryProtocol },
  { service: "cloudwatch", protocol: "rpcv2Cbor" as const, Protocol: AwsSmithyRpcV2CborProtocol },
];

describe.each(spoken)("$service $protocol", ({ service, protocol, Protocol }) => {
  const codec = serviceCodec(service, protocol);

  test("every operation survives the round trip", async () => {
    const sdk = (await import(`@aws-sdk/client-${service}`)) as Record<string, unknown>;
    const Client = Object.entries(sdk).find(([name]) => /^[A-Z].*Client$/.test(name))?.[1] as AnyClass;
    let exchange: (request: SdkRequest) => Promise<HttpResponse>;
    const client = new Client({
      region: "us-east-1",
      endpoint: "http://localhost",
      forcePathStyle: true,
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
      maxAttempts: 1,
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      ...(Protocol && { protocol: Protocol }),
      requestHandler: { handle: async (request: SdkRequest) => ({ response: await exchange(request) }) },
    }) as AnyClient;

    const failures: string[] = [];
    let operations = 0;
    for (const name of Object.keys(codec.model.table.operations)) {
      if (TOLD_BY_HOST.has(`${service}.${name}`)) continue;
      operations++;
      const model = codec.model.operation(name);
      const input = sampleStructure(model?.input);
      const outcome: string[] = [];
      exchange = async (request) => {
        const wire = wireRequest(request);
        expect(otherProtocol(service, wire)).toBe(protocol);
        const identified = codec.identify(wire);
        if (identified !== name) outcome.push(`identified as ${identified}: ${wire.method} ${wire.path}?${wire.query}`);
        const operation = codec.operation(name);
        try {
          expect(await plain(operation?.decode(wire))).toMatchObject((await plain(input)) as object);
        } catch (error) {
          outcome.push(`input: ${(error as Error).message}`);
        }
        const response = operation?.encode(sampleStructure(model?.output, true), "request-id");
        const headers: Record<string, string> = {};
        for (const [key, value] of Object.entries(response?.headers ?? {})) headers[key.toLowerCase()] = value;
        const body = response?.body ?? "";
        const stream =
          typeof body === "string" || body instanceof Uint8Array
            ? Readable.from([Buffer.from(body)])
            : Readable.from(body);
        return new HttpResponse({ statusCode: response?.status ?? 0, headers, body: stream });
      };
      try {
        const Command = sdk[`${name}Command`] as AnyClass;
        const output = await client.send(new Command(input));
        expect(await plain(output)).toEqual(await plain(sampleStructure(model?.output, true)));
      } catch (error) {
        outcome.push(`output: ${(error as Error).message}`);
      }
      if (outcome.length > 0) failures.push(`${name}: ${outcome.join("\n  ")}`);
    }
    expect(operations).toBeGreaterThan(3);
    expect(failures).toEqual([]);
  });
});
