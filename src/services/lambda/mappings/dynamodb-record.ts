/** A record of a DynamoDB stream as functions get it: times as seconds, binary values as base64, the stream's ARN. */
import type { StreamRecord } from "./stream-source.ts";

interface SdkRecord {
  readonly eventID?: string;
  readonly eventName?: string;
  readonly eventVersion?: string;
  readonly eventSource?: string;
  readonly awsRegion?: string;
  readonly dynamodb?: Readonly<Record<string, unknown>> & {
    readonly ApproximateCreationDateTime?: Date | number;
    readonly SequenceNumber?: string;
    readonly Keys?: unknown;
  };
  readonly userIdentity?: { readonly PrincipalId?: string; readonly Type?: string };
}

export function dynamoDbRecord(record: SdkRecord, arn: string): StreamRecord {
  const { dynamodb = {}, userIdentity, ...rest } = record;
  const { ApproximateCreationDateTime: created } = dynamodb;
  const seconds = created instanceof Date ? created.getTime() / 1000 : (created ?? 0);
  const event = {
    ...rest,
    dynamodb: { ...(withoutBytes(dynamodb) as object), ApproximateCreationDateTime: seconds },
    ...(userIdentity && { userIdentity: { principalId: userIdentity.PrincipalId, type: userIdentity.Type } }),
    eventSourceARN: arn,
  };
  return {
    sequenceNumber: dynamodb.SequenceNumber ?? "",
    arrivedAt: seconds * 1000,
    partitionKey: JSON.stringify(withoutBytes(dynamodb.Keys ?? {})),
    event,
    view: event,
  };
}

function withoutBytes(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(withoutBytes);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, withoutBytes(member)]),
  );
}
