/**
 * Writing a table to S3 in the layout that AWS writes: manifests and gzipped files of one JSON item a line. Files are
 * written as the table is walked, so that a large one is never held in memory.
 */
import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { ExportDescription } from "@aws-sdk/client-dynamodb";
import { lowerAlphanumeric, randomId } from "../../../cloud/ids.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import { inBackground } from "../background.ts";
import type { ItemsAt } from "../change/items-at.ts";
import { storedSize, storedText } from "../item/stored-item.ts";
import type { Table } from "../table/table.ts";
import { putTransfer } from "./transfer-store.ts";

const compressed = promisify(gzip);

/** Characters of JSON in one file. */
const largestFile = 16 * 1024 * 1024;

/** `items` are walked to their end. */
export function exportLater(
  table: Table,
  description: ExportDescription,
  items: ItemsAt,
  context: OperationContext,
): void {
  inBackground(context.store, async (goesOn) => {
    const outcome = await new Export(table, description, context, goesOn).run(items).catch(
      (error: Error & { code?: string }): ExportDescription => ({
        ExportStatus: "FAILED",
        FailureCode: error.code ?? "UNKNOWN",
        FailureMessage: error.message,
      }),
    );
    if (!goesOn()) return;
    const ended = { ...description, EndTime: new Date(context.clock.now()), ...outcome };
    putTransfer(context.store, "export", context, description.ExportArn!, ended);
  });
}

class Export {
  readonly #table: Table;
  readonly #description: ExportDescription;
  readonly #context: OperationContext;
  readonly #goesOn: () => boolean;
  readonly #folder: string;
  readonly #manifest: string[] = [];
  #bytes = 0;
  #items = 0;

  constructor(table: Table, description: ExportDescription, context: OperationContext, goesOn: () => boolean) {
    this.#table = table;
    this.#description = description;
    this.#context = context;
    this.#goesOn = goesOn;
    const { S3Prefix: prefix, ExportArn: arn } = description;
    this.#folder = `${prefix ? `${prefix}/` : ""}AWSDynamoDB/${arn!.split("/").at(-1)}`;
  }

  async run(items: ItemsAt): Promise<ExportDescription> {
    await this.#put("_started", "");
    let lines: string[] = [];
    let length = 0;
    for (let slice = items.next(); slice && this.#goesOn(); slice = items.next()) {
      for (const stored of slice) {
        const line = `{"Item":${storedText(stored)}}\n`;
        lines.push(line);
        length += line.length;
        this.#bytes += storedSize(stored);
      }
      if (length >= largestFile) {
        await this.#putData(lines);
        lines = [];
        length = 0;
      }
      await nextTurn();
    }
    // An empty table has a file too.
    if (lines.length > 0 || this.#manifest.length === 0) await this.#putData(lines);
    await this.#putManifests();
    return {
      ExportStatus: "COMPLETED",
      ExportManifest: `${this.#folder}/manifest-summary.json`,
      BilledSizeBytes: this.#bytes,
      ItemCount: this.#items,
    };
  }

  async #putData(lines: readonly string[]): Promise<void> {
    const body = await compressed(lines.join(""));
    const name = `data/${randomId(26, lowerAlphanumeric)}.json.gz`;
    await this.#put(name, body);
    const digest = createHash("md5").update(body).digest();
    const entry = {
      itemCount: lines.length,
      md5Checksum: digest.toString("base64"),
      etag: `${digest.toString("hex")}-1`,
      dataFileS3Key: `${this.#folder}/${name}`,
    };
    this.#manifest.push(`${JSON.stringify(entry)}\n`);
    this.#items += lines.length;
  }

  async #putManifests(): Promise<void> {
    const files = this.#manifest.join("");
    await this.#put("manifest-files.json", files);
    const { ExportArn, StartTime, ExportTime, S3Bucket, S3Prefix, S3SseAlgorithm } = this.#description;
    const summary = JSON.stringify({
      version: "2020-06-30",
      exportArn: ExportArn,
      startTime: StartTime,
      endTime: new Date(this.#context.clock.now()),
      tableArn: this.#table.arn,
      tableId: this.#table.id,
      exportTime: ExportTime,
      s3Bucket: S3Bucket,
      s3Prefix: S3Prefix ?? null,
      s3SseAlgorithm: S3SseAlgorithm,
      s3SseKmsKeyId: null,
      manifestFilesS3Key: `${this.#folder}/manifest-files.json`,
      billedSizeBytes: this.#bytes,
      itemCount: this.#items,
      outputFormat: "DYNAMODB_JSON",
      exportType: "FULL_EXPORT",
    });
    await this.#put("manifest-summary.json", summary);
    await this.#put("manifest-summary.md5", createHash("md5").update(summary).digest("base64"));
    await this.#put("manifest-files.md5", createHash("md5").update(files).digest("base64"));
  }

  #put(name: string, content: string | Buffer): Promise<unknown> {
    return this.#context.call("s3", "PutObject", {
      Bucket: this.#description.S3Bucket,
      Key: `${this.#folder}/${name}`,
      Body: Buffer.from(content),
    });
  }
}
