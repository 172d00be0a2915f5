import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { readBody } from "./bodies.ts";
import { requireBucket } from "./buckets.ts";
import { checkedUpload, memberName } from "./checksums.ts";
import { copiedObject } from "./copied-object.ts";
import { invalidArgument } from "./fault.ts";
import { encryptionMembers } from "./object-answer.ts";
import { requireUpload, savePart } from "./uploads.ts";

export const uploadPartCopy: Operation<typeof S3, "UploadPartCopy"> = async (input, context) => {
  const bucket = requireBucket(context, input);
  const upload = requireUpload(context, bucket, input.Key, input.UploadId);
  const { from, original } = copiedObject(context, input);
  const bytes = cut(await readBody(context, original.file), input.CopySourceRange);
  const checksum = upload.algorithm ? checkedUpload({}, bytes, upload.algorithm) : undefined;
  const part = await savePart(context, upload, input.PartNumber ?? 0, bytes, checksum);
  return {
    CopyPartResult: {
      ETag: `"${part.etag}"`,
      LastModified: part.modified,
      ...(checksum ? { [memberName(checksum.algorithm)]: checksum.value } : {}),
    },
    ...(from.versioning === undefined ? {} : { CopySourceVersionId: original.versionId }),
    ...encryptionMembers(upload.facts),
  };
};

function cut(bytes: Buffer, range: string | undefined): Buffer {
  if (range === undefined) return bytes;
  const match = /^bytes=(\d+)-(\d+)$/.exec(range);
  if (!match) {
    throw invalidArgument(
      "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the zero-based offsets of the first and last bytes to copy",
      "x-amz-copy-source-range",
      range,
    );
  }
  const [start, end] = [Number(match[1]), Number(match[2])];
  if (end >= bytes.length || start > end) {
    // Source: AWS, recorded.
    throw invalidArgument(
      `Range specified is not valid for source object of size: ${bytes.length}`,
      "x-amz-copy-source-range",
      range,
    );
  }
  return bytes.subarray(start, end + 1);
}
