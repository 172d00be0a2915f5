/** A distributed Map's access to S3, and to the records of map runs. */
import { gunzipSync } from "node:zlib";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { JsonObject } from "../language/json.ts";
import type { MapStorage } from "../language/map-storage.ts";
import { beginMapExecution } from "../map-executions.ts";
import { openMapRun, tellMapRun } from "../map-runs.ts";

interface Listed {
  readonly ETag?: string;
  readonly Key?: string;
  readonly LastModified?: Date;
  readonly Size?: number;
  readonly StorageClass?: string;
}

export function mapStorage(context: OperationContext, executionArn: string): MapStorage {
  return {
    async list(parameters, most) {
      const items: JsonObject[] = [];
      let token: unknown;
      do {
        const page = await context.call("s3", "ListObjectsV2", {
          ...parameters,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        });
        items.push(...((page["Contents"] ?? []) as readonly Listed[]).map(itemOf));
        token = page["NextContinuationToken"];
      } while (token !== undefined && items.length < most);
      return items;
    },
    async read(parameters) {
      const { Body } = await context.call("s3", "GetObject", parameters);
      const chunks: Uint8Array[] = [];
      if (Body instanceof Uint8Array) chunks.push(Body);
      else for await (const chunk of Body as AsyncIterable<Uint8Array>) chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      // Reports of inventories are compressed.
      return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString();
    },
    async write(Bucket, Key, text) {
      await context.call("s3", "PutObject", { Bucket, Key, Body: Buffer.from(text), ContentType: "application/json" });
    },
    tell: (run) => tellMapRun(context, executionArn, run),
    begin: (work) => beginMapExecution(context, executionArn, work),
    open: openMapRun,
  };
}

// Source: Step Functions' guide, "ItemReader".
const itemOf = ({ ETag = "", Key = "", LastModified, Size = 0, StorageClass = "STANDARD" }: Listed): JsonObject => ({
  Etag: ETag,
  Key,
  LastModified: Math.floor((LastModified?.getTime() ?? 0) / 1000),
  Size,
  StorageClass,
});
