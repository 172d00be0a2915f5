/** Reading a new table's items from S3. */
import { gunzipSync } from "node:zlib";
import type { ImportTableDescription } from "@aws-sdk/client-dynamodb";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { Item } from "../attribute/value.ts";
import { inBackground } from "../background.ts";
import { checkItemKeys } from "../item/check-key.ts";
import { findItem, writeItem } from "../item/write-item.ts";
import { creatingFor } from "../table/moments.ts";
import type { Table } from "../table/table.ts";
import { writeTable } from "../table/table-store.ts";
import { itemsOfCsv, itemsOfJsonLines, type ParsedItem } from "./input-formats.ts";
import { putTransfer } from "./transfer-store.ts";

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
      const bytes = await bytesOf(Body);
      progress.bytes += bytes.length;
      const text = (description.InputCompressionType === "GZIP" ? gunzipSync(bytes) : bytes).toString("utf8");
      importText(text, table, description, context, progress);
      await context.store.committed();
    }
    token = page.NextContinuationToken;
  } while (token);
}

function importText(
  text: string,
  table: Table,
  description: ImportTableDescription,
  context: OperationContext,
  progress: Progress,
): void {
  const parsed: Iterable<ParsedItem> =
    description.InputFormat === "CSV"
      ? itemsOfCsv(text, description.InputFormatOptions?.Csv, table)
      : itemsOfJsonLines(text);
  for (const read of parsed) {
    progress.processed++;
    const item = admitted(read, table);
    if (!item) {
      progress.errors++;
      continue;
    }
    writeItem(context, { table, before: findItem(context, table, item), after: item });
    progress.imported++;
  }
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

async function bytesOf(body: unknown): Promise<Buffer> {
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
