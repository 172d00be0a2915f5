/** Reads an SQS queue for a mapping: receive, filter, invoke, delete what succeeded. The rest becomes visible again. */
import { createHash } from "node:crypto";
import { parseArn } from "../../../cloud/arn.ts";
import { queueUrl } from "../async/destinations.ts";
import type { MappingRecord } from "../entities.ts";
import type { RunningLambda } from "../running.ts";
import { batchPayload, failedIds, invokeWithBatch } from "./batch-invocation.ts";
import { type Pattern, parsePatterns, passes } from "./filter.ts";

interface Message {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<
    Record<string, { StringValue?: string; BinaryValue?: Uint8Array; DataType?: string }>
  >;
  readonly MD5OfBody?: string;
  readonly MD5OfMessageAttributes?: string;
}

const LAMBDA = { type: "service", arn: "lambda.amazonaws.com", userId: "lambda.amazonaws.com" } as const;
/** Lambda begins with five readers of a queue; one machine needs fewer. */
const READERS = 2;
const WAIT_SECONDS = 5;
const PAUSE_AFTER_FAILURE = 1000;

export async function pollQueue(lambda: RunningLambda, mapping: MappingRecord, signal: AbortSignal): Promise<void> {
  const fifo = mapping.configuration.EventSourceArn?.endsWith(".fifo") ?? false;
  const readers = fifo ? 1 : Math.min(READERS, mapping.configuration.ScalingConfig?.MaximumConcurrency ?? READERS);
  await Promise.all(Array.from({ length: readers }, () => readQueue(lambda, mapping, signal)));
}

async function readQueue(lambda: RunningLambda, mapping: MappingRecord, signal: AbortSignal): Promise<void> {
  const { account, region, configuration } = mapping;
  const { EventSourceArn = "", BatchSize = 10, MaximumBatchingWindowInSeconds: window = 0 } = configuration;
  const QueueUrl = queueUrl(lambda, EventSourceArn);
  const patterns =
    parsePatterns((configuration.FilterCriteria?.Filters ?? []).map(({ Pattern = "" }) => Pattern)) ?? [];
  const sqs = (operation: string, input: object) =>
    lambda.cloud.call("sqs", operation, { QueueUrl, ...input }, { account, region, principal: LAMBDA, signal });
  while (!signal.aborted) {
    try {
      const batch: Message[] = [];
      const until = lambda.cloud.clock.now() + window * 1000;
      do {
        const answer = await sqs("ReceiveMessage", {
          MaxNumberOfMessages: Math.min(10, BatchSize - batch.length),
          WaitTimeSeconds: batch.length > 0 ? Math.min(window, WAIT_SECONDS) : WAIT_SECONDS,
          MessageSystemAttributeNames: ["All"],
          MessageAttributeNames: ["All"],
        });
        batch.push(...((answer["Messages"] ?? []) as Message[]));
      } while (batch.length < BatchSize && lambda.cloud.clock.now() < until && !signal.aborted);
      if (batch.length === 0) continue;
      const kept = await handOn(lambda, mapping, batch, patterns);
      await deleteMessages(
        sqs,
        batch.filter(({ MessageId }) => !kept.has(MessageId)),
      );
    } catch (error) {
      if (signal.aborted) return;
      process.emitWarning(error as Error);
      await lambda.cloud.clock.sleep(PAUSE_AFTER_FAILURE, signal).catch(() => undefined);
    }
  }
}

/** Invokes with what passes the filters; returns the ids of the messages that failed. */
async function handOn(
  lambda: RunningLambda,
  mapping: MappingRecord,
  batch: readonly Message[],
  patterns: readonly Pattern[],
): Promise<ReadonlySet<string>> {
  const records = batch
    .map((message) => recordOf(mapping, message))
    .filter((record) => passes(patterns, filterView(record)));
  if (records.length === 0) return new Set();
  const failed = failedIds(mapping, await invokeWithBatch(lambda, mapping, batchPayload({ Records: records })));
  const sent = records.map(({ messageId }) => messageId);
  if (failed === "all" || failed.some((id) => !sent.includes(id))) return new Set(sent);
  return new Set(failed);
}

function recordOf({ region, configuration }: MappingRecord, message: Message) {
  const messageAttributes = Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
    name,
    {
      ...(attribute.StringValue !== undefined && { stringValue: attribute.StringValue }),
      ...(attribute.BinaryValue !== undefined && {
        binaryValue: Buffer.from(attribute.BinaryValue).toString("base64"),
      }),
      stringListValues: [],
      binaryListValues: [],
      dataType: attribute.DataType,
    },
  ]);
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(messageAttributes) as Record<string, unknown>,
    md5OfBody: message.MD5OfBody ?? createHash("md5").update(message.Body).digest("hex"),
    ...(message.MD5OfMessageAttributes !== undefined && { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    eventSource: "aws:sqs",
    eventSourceARN: configuration.EventSourceArn,
    awsRegion: parseArn(configuration.EventSourceArn ?? "")?.region ?? region,
  };
}

/** Patterns look into a body that is JSON. */
function filterView(record: ReturnType<typeof recordOf>): object {
  try {
    return { ...record, body: JSON.parse(record.body) as unknown };
  } catch {
    return record;
  }
}

async function deleteMessages(
  sqs: (operation: string, input: object) => Promise<unknown>,
  messages: readonly Message[],
): Promise<void> {
  for (let from = 0; from < messages.length; from += 10) {
    const Entries = messages
      .slice(from, from + 10)
      .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await sqs("DeleteMessageBatch", { Entries });
  }
}
