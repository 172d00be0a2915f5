/** DynamoDB Streams and Kinesis as one kind of thing: shards, iterators, records with a sequence number. */

import { parseArn } from "../../../cloud/arn.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { MappingRecord } from "../entities.ts";
import type { RunningLambda } from "../running.ts";
import { dynamoDbRecord } from "./dynamodb-record.ts";

export interface Shard {
  readonly id: string;
  readonly parent?: string;
}

export interface StreamRecord {
  readonly sequenceNumber: string;
  /** Milliseconds. */
  readonly arrivedAt: number;
  /** Records of one key stay in order. */
  readonly partitionKey: string;
  /** As the function gets it. */
  readonly event: object;
  /** As filters see it. */
  readonly view: object;
}

export interface StreamSource {
  /** Name of the batch description in a failure record. */
  readonly batchInfoName: "DDBStreamBatchInfo" | "KinesisBatchInfo";
  shards(): Promise<Shard[]>;
  iterator(shard: string, from: Position): Promise<string>;
  read(iterator: string, limit: number): Promise<{ readonly records: StreamRecord[]; readonly next?: string }>;
}

export type Position =
  | { readonly type: "TRIM_HORIZON" | "LATEST" }
  | { readonly type: "AFTER_SEQUENCE_NUMBER"; readonly sequenceNumber: string }
  | { readonly type: "AT_TIMESTAMP"; readonly timestamp: Date };

const LAMBDA = { type: "service", arn: "lambda.amazonaws.com", userId: "lambda.amazonaws.com" } as const;

type Call = (operation: string, input: object) => ReturnType<OperationContext["call"]>;

export function streamSource({ cloud }: RunningLambda, mapping: MappingRecord): StreamSource {
  const { account, region, configuration } = mapping;
  const arn = configuration.EventSourceArn ?? "";
  const service = parseArn(arn)?.service === "kinesis" ? "kinesis" : "dynamodb-streams";
  const call: Call = (operation, input) =>
    cloud.call(service, operation, input, { account, region, principal: LAMBDA });
  return service === "kinesis" ? kinesisSource(call, arn, region) : dynamoDbSource(call, arn);
}

interface ShardAnswer {
  readonly ShardId: string;
  readonly ParentShardId?: string;
}

const shardOf = ({ ShardId, ParentShardId }: ShardAnswer): Shard => ({
  id: ShardId,
  ...(ParentShardId !== undefined && { parent: ParentShardId }),
});

function positionInput(from: Position): object {
  return {
    ShardIteratorType: from.type,
    ...(from.type === "AFTER_SEQUENCE_NUMBER" && {
      SequenceNumber: from.sequenceNumber,
      StartingSequenceNumber: from.sequenceNumber,
    }),
    ...(from.type === "AT_TIMESTAMP" && { Timestamp: from.timestamp }),
  };
}

function dynamoDbSource(call: Call, arn: string): StreamSource {
  return {
    batchInfoName: "DDBStreamBatchInfo",
    async shards() {
      const shards: Shard[] = [];
      for (let last: string | undefined, first = true; first || last !== undefined; first = false) {
        const answer = await call("DescribeStream", { StreamArn: arn, ...(last && { ExclusiveStartShardId: last }) });
        const description = answer["StreamDescription"] as { Shards?: ShardAnswer[]; LastEvaluatedShardId?: string };
        shards.push(...(description.Shards ?? []).map(shardOf));
        last = description.LastEvaluatedShardId;
      }
      return shards;
    },
    async iterator(ShardId, from) {
      const { StartingSequenceNumber: _, ...position } = positionInput(from) as Record<string, unknown>;
      const answer = await call("GetShardIterator", { StreamArn: arn, ShardId, ...position });
      return answer["ShardIterator"] as string;
    },
    async read(ShardIterator, Limit) {
      const answer = await call("GetRecords", { ShardIterator, Limit: Math.min(Limit, 1000) });
      const records = ((answer["Records"] ?? []) as never[]).map((record) => dynamoDbRecord(record, arn));
      const next = answer["NextShardIterator"] as string | undefined;
      return { records, ...(next !== undefined && { next }) };
    },
  };
}

interface KinesisRecord {
  readonly SequenceNumber: string;
  readonly PartitionKey: string;
  readonly Data: Uint8Array;
  readonly ApproximateArrivalTimestamp?: Date;
}

function kinesisSource(call: Call, arn: string, region: string): StreamSource {
  const shardOfIterator = new Map<string, string>();
  return {
    batchInfoName: "KinesisBatchInfo",
    async shards() {
      const answer = await call("ListShards", { StreamARN: arn });
      return ((answer["Shards"] ?? []) as ShardAnswer[]).map(shardOf);
    },
    async iterator(ShardId, from) {
      const { SequenceNumber: _, ...position } = positionInput(from) as Record<string, unknown>;
      const answer = await call("GetShardIterator", { StreamARN: arn, ShardId, ...position });
      const iterator = answer["ShardIterator"] as string;
      shardOfIterator.set(iterator, ShardId);
      return iterator;
    },
    async read(ShardIterator, Limit) {
      const shard = shardOfIterator.get(ShardIterator) ?? "";
      shardOfIterator.delete(ShardIterator);
      const answer = await call("GetRecords", { ShardIterator, Limit, StreamARN: arn });
      const next = answer["NextShardIterator"] as string | undefined;
      if (next !== undefined) shardOfIterator.set(next, shard);
      const records = ((answer["Records"] ?? []) as KinesisRecord[]).map((record) =>
        kinesisRecord(record, shard, arn, region),
      );
      return { records, ...(next !== undefined && { next }) };
    },
  };
}

function kinesisRecord(record: KinesisRecord, shard: string, arn: string, region: string): StreamRecord {
  const arrivedAt = record.ApproximateArrivalTimestamp?.getTime() ?? 0;
  const kinesis = {
    kinesisSchemaVersion: "1.0",
    partitionKey: record.PartitionKey,
    sequenceNumber: record.SequenceNumber,
    data: Buffer.from(record.Data).toString("base64"),
    approximateArrivalTimestamp: arrivedAt / 1000,
  };
  const event = {
    kinesis,
    eventSource: "aws:kinesis",
    eventVersion: "1.0",
    eventID: `${shard}:${record.SequenceNumber}`,
    eventName: "aws:kinesis:record",
    awsRegion: region,
    eventSourceARN: arn,
  };
  let data: unknown = kinesis.data;
  try {
    data = JSON.parse(Buffer.from(record.Data).toString("utf8"));
  } catch {
    // Data that is no JSON is matched by nothing but its absence.
  }
  const { SequenceNumber: sequenceNumber, PartitionKey: partitionKey } = record;
  return { sequenceNumber, arrivedAt, partitionKey, event, view: { ...event, data, kinesis: { ...kinesis, data } } };
}
