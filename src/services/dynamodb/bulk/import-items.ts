/** Reading a new table's items from S3, file by file as they stream in. */
import { pipeline, Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { createGunzip } from "node:zlib";
import type { ImportTableDescription } from "@aws-sdk/client-dynamodb";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { Item } from "../attribute/value.ts";
import { inBackground } from "../background.ts";
import { checkItemKeys } from "../item/check-key.ts";
import { findItem, writeItem } from "../item/write-item.ts";
import { creatingFor } from "../table/moments.ts";
import type { Table } from "../table/table.ts";
import { writeTable } from "../table/table-store.ts";
import { Csv, JsonLines, type ParsedItem } from "./input-formats.ts";
import { putTransfer } from "./transfer-store.ts";

const slice = 200;

interface Progress {
  bytes: number;
  processed: number;
  imported: number;
  errors: number;
}

export function importLater(table: Table, description: ImportTableDescription, context: OperationContext): void {
  const progress: Progress = { bytes: 0, processed: 0, imported: 0, errors: 0 };
  const finish = (outcome: ImportTableDescription): void => {
    const now = context.clock.now();
    writeTable(context.store, { ...table, activeAt: now + creatingFor, updatesUntil: now + creatingFor });
    putTransfer(context.store, "import", context, description.ImportArn!, {
      ...description,
      EndTime: new Date(now),
      ProcessedSizeBytes: progress.bytes,
      ProcessedItemCount: progress.processed,
      ImportedItemCount: progress.imported,
      ErrorCount: progress.errors,
      ...outcome,
    });
  };
  inBackground(context.store, async (goesOn) => {
    const outcome = await importAll(table, description, context, progress).then(
      (): ImportTableDescription => ({ ImportStatus: "COMPLETED" }),
      (error: Error & { code?: string }): ImportTableDescription => ({
        ImportStatus: "FAILED",
        FailureCode: error.code ?? "UNKNOWN",
        FailureMessage: error.message,
      }),
    );
    if (goesOn()) finish(outcome);
  });
}

async function importAll(
  table: Table,
  description: ImportTableDescription,
  context: OperationContext,
  progress: Progress,
): Promise<void> {
  const { S3Bucket: Bucket, S3KeyPrefix: Prefix } = description.S3BucketSource!;
  let token: unknown;
  do {
    const page = await context.call("s3", "ListObjectsV2", {
      Bucket,
      ...(Prefix ? { Prefix } : {}),
      ...(token ? { ContinuationToken: token } : {}),
    });
    for (const { Key } of (page.Contents ?? []) as { Key: string }[]) {
      if (Key.endsWith("/")) continue;
      const { Body } = await context.call("s3", "GetObject", { Bucket, Key });
      await importFile(chunksOf(Body), table, description, context, progress);
    }
    token = page.NextContinuationToken;
  } while (token);
}

async function importFile(
  chunks: AsyncIterable<Uint8Array>,
  table: Table,
  { InputFormat, InputFormatOptions, InputCompressionType }: ImportTableDescription,
  context: OperationContext,
  progress: Progress,
): Promise<void> {
  // Every file has a header of its own.
  const format = InputFormat === "CSV" ? new Csv(InputFormatOptions?.Csv, table) : new JsonLines();
  const text = new TextDecoder();
  const take = async (items: Iterable<ParsedItem>): Promise<void> => {
    for (const read of items) {
      importItem(read, table, context, progress);
      if (progress.processed % slice > 0) continue;
      // The log must not fall behind, nor other requests wait.
      await context.store.committed();
      await nextTurn();
    }
  };
  const counted = counting(chunks, progress);
  for await (const chunk of InputCompressionType === "GZIP" ? unzipped(counted) : counted) {
    await take(format.read(text.decode(chunk, { stream: true })));
  }
  await take(format.end());
  await context.store.committed();
}

function importItem(read: ParsedItem, table: Table, context: OperationContext, progress: Progress): void {
  progress.processed++;
  const item = admitted(read, table);
  if (!item) {
    progress.errors++;
    return;
  }
  writeItem(context, { table, before: findItem(context, table, item), after: item });
  progress.imported++;
}

/** What AWS would log as an error and leave out gives undefined. */
function admitted(read: ParsedItem, table: Table): Item | undefined {
  try {
    const item = read();
    if (item) checkItemKeys(item, table);
    return item;
  } catch {
    return undefined;
  }
}

async function* chunksOf(body: unknown): AsyncGenerator<Uint8Array> {
  if (body instanceof Uint8Array) yield body;
  else yield* body as AsyncIterable<Uint8Array>;
}

async function* counting(chunks: AsyncIterable<Uint8Array>, progress: Progress): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    progress.bytes += chunk.length;
    yield chunk;
  }
}

/** What is wrong with the file is thrown to those who read. */
function unzipped(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return pipeline(Readable.from(chunks), createGunzip(), () => {});
}
