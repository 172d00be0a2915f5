/** Multipart uploads in progress and their parts. */

import { createHash } from "node:crypto";
import type { OperationContext } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import type { Key } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { dropBody, writeBody } from "./bodies.ts";
import type { BucketRecord } from "./buckets.ts";
import type { ChecksumAlgorithm } from "./checksums.ts";
import type { ObjectFacts } from "./new-object.ts";
import type { ChecksumRecord } from "./objects.ts";

export interface UploadRecord {
  readonly bucket: string;
  readonly id: string;
  readonly initiated: Date;
  /** Whether there was an object of that key when the upload began. */
  readonly replaces: boolean;
  readonly facts: ObjectFacts;
  readonly algorithm: ChecksumAlgorithm | undefined;
  readonly checksumType: "FULL_OBJECT" | "COMPOSITE" | undefined;
}

export interface PartRecord {
  readonly number: number;
  readonly etag: string;
  readonly size: number;
  readonly file: string;
  readonly modified: Date;
  readonly checksum: ChecksumRecord | undefined;
}

export const uploadPrefix = (bucket: string): Key => ["s3", "upload", bucket];
export const uploadKey = (bucket: string, key: string, id: string): Key => [...uploadPrefix(bucket), key, id];
export const partKey = (uploadId: string, number: number): Key => ["s3", "part", uploadId, number];

export function requireUpload(
  { store }: OperationContext,
  bucket: BucketRecord,
  key: string | undefined,
  id: string | undefined,
): UploadRecord {
  const upload = store.get<UploadRecord>(uploadKey(bucket.name, key ?? "", id ?? ""));
  if (!upload) {
    throw new ServiceException(
      "NoSuchUpload",
      "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.",
      { UploadId: id },
      404,
    );
  }
  return upload;
}

export function partsOf({ store }: OperationContext, uploadId: string): PartRecord[] {
  return [...store.range<PartRecord>({ prefix: ["s3", "part", uploadId] })].map(({ value }) => value);
}

/** Takes a part's bytes in; a part of the same number is replaced. */
export async function savePart(
  context: OperationContext,
  upload: UploadRecord,
  number: number,
  bytes: Buffer,
  checksum: ChecksumRecord | undefined,
): Promise<PartRecord> {
  const file = await writeBody(context, [bytes]);
  const part: PartRecord = {
    number,
    etag: createHash("md5").update(bytes).digest("hex"),
    size: bytes.length,
    file,
    modified: new Date(wholeSeconds(context.clock.now())),
    checksum,
  };
  const { store } = context;
  const replaced = store.get<PartRecord>(partKey(upload.id, number));
  if (replaced) dropBody(context, replaced);
  store.put(partKey(upload.id, number), part);
  return part;
}

/** Ends an upload: its record, its parts and their bytes are gone. */
export function removeUpload(context: OperationContext, upload: UploadRecord): void {
  for (const part of partsOf(context, upload.id)) {
    dropBody(context, part);
    context.store.delete(partKey(upload.id, part.number));
  }
  context.store.delete(uploadKey(upload.bucket, upload.facts.key, upload.id));
}
