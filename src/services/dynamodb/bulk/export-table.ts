/** Writing a table to S3 in the layout that AWS writes: manifests and gzipped files of one JSON item a line. */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { ExportDescription } from "@aws-sdk/client-dynamodb";
import { lowerAlphanumeric, randomId } from "../../../cloud/ids.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import { inBackground } from "../background.ts";
import { itemsPrefix } from "../item/primary-key.ts";
import { storedSize, storedText } from "../item/stored-item.ts";
import type { Table } from "../table/table.ts";
import { putTransfer } from "./transfer-store.ts";

interface DataFile {
  readonly key: string;
  readonly body: Buffer;
  readonly items: number;
}

export function exportLater(table: Table, description: ExportDescription, context: OperationContext): void {
  const lines: string[] = [];
  let bytes = 0;
  for (const { value } of context.store.range<Buffer>({ prefix: itemsPrefix(table) })) {
    lines.push(`{"Item":${storedText(value)}}\n`);
    bytes += storedSize(value);
  }
  const folder = `${description.S3Prefix ? `${description.S3Prefix}/` : ""}AWSDynamoDB/${description.ExportArn!.split("/").at(-1)}`;
  const file: DataFile = {
    key: `${folder}/data/${randomId(26, lowerAlphanumeric)}.json.gz`,
    body: gzipSync(lines.join("")),
    items: lines.length,
  };
  const finish = (outcome: ExportDescription): void =>
    putTransfer(context.store, "export", context, description.ExportArn!, {
      ...description,
      EndTime: new Date(context.clock.now()),
      ...outcome,
    });
  inBackground(context.store, async (goesOn) => {
    const outcome = await writeFiles(folder, file, description, bytes, context).then(
      (): ExportDescription => ({
        ExportStatus: "COMPLETED",
        ExportManifest: `${folder}/manifest-summary.json`,
        BilledSizeBytes: bytes,
        ItemCount: lines.length,
      }),
      (error: Error & { code?: string }): ExportDescription => ({
        ExportStatus: "FAILED",
        FailureCode: error.code ?? "UNKNOWN",
        FailureMessage: error.message,
      }),
    );
    if (goesOn()) finish(outcome);
  });
}

async function writeFiles(
  folder: string,
  { key, body, items }: DataFile,
  description: ExportDescription,
  bytes: number,
  context: OperationContext,
): Promise<void> {
  const put = (name: string, content: string | Buffer): Promise<unknown> =>
    context.call("s3", "PutObject", { Bucket: description.S3Bucket, Key: name, Body: Buffer.from(content) });
  const digests = (content: Buffer): object => ({
    md5Checksum: createHash("md5").update(content).digest("base64"),
    etag: `${createHash("md5").update(content).digest("hex")}-1`,
  });
  await put(`${folder}/_started`, "");
  await put(key, body);
  const files = `${JSON.stringify({ itemCount: items, ...digests(body), dataFileS3Key: key })}\n`;
  await put(`${folder}/manifest-files.json`, files);
  const summary = JSON.stringify({
    version: "2020-06-30",
    exportArn: description.ExportArn,
    startTime: description.StartTime,
    endTime: new Date(context.clock.now()),
    tableArn: description.TableArn,
    tableId: description.TableId,
    exportTime: description.ExportTime,
    s3Bucket: description.S3Bucket,
    s3Prefix: description.S3Prefix ?? null,
    s3SseAlgorithm: description.S3SseAlgorithm,
    s3SseKmsKeyId: null,
    manifestFilesS3Key: `${folder}/manifest-files.json`,
    billedSizeBytes: bytes,
    itemCount: items,
    outputFormat: "DYNAMODB_JSON",
    exportType: "FULL_EXPORT",
  });
  await put(`${folder}/manifest-summary.json`, summary);
  await put(`${folder}/manifest-summary.md5`, createHash("md5").update(summary).digest("base64"));
  await put(`${folder}/manifest-files.md5`, createHash("md5").update(files).digest("base64"));
}
