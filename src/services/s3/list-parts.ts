import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { canonicalUserId } from "./access-control.ts";
import { requireBucket } from "./buckets.ts";
import { memberName } from "./checksums.ts";
import { abortMembers } from "./lifecycle/expiration.ts";
import { partsOf, requireUpload } from "./uploads.ts";

export const listParts: Operation<typeof S3, "ListParts"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const upload = requireUpload(context, bucket, input.Key, input.UploadId);
  const marker = Number(input.PartNumberMarker ?? 0);
  const most = Math.min(input.MaxParts ?? 1000, 1000);
  const rest = partsOf(context, upload.id).filter(({ number }) => number > marker);
  const shown = rest.slice(0, most);
  const owner = { ID: canonicalUserId(bucket.account) };
  return {
    Bucket: bucket.name,
    Key: upload.facts.key,
    UploadId: upload.id,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(shown.at(-1)?.number ?? 0),
    MaxParts: most,
    IsTruncated: shown.length < rest.length,
    Parts: shown.map(({ number, etag, size, modified, checksum }) => ({
      PartNumber: number,
      LastModified: modified,
      ETag: `"${etag}"`,
      Size: size,
      ...(checksum && upload.algorithm ? { [memberName(checksum.algorithm)]: checksum.value } : {}),
    })),
    Initiator: { ...owner, DisplayName: context.principal.arn },
    Owner: owner,
    ...abortMembers(context, bucket, upload),
    StorageClass: upload.facts.storageClass as S3.StorageClass,
    ...(upload.algorithm ? { ChecksumAlgorithm: upload.algorithm, ChecksumType: upload.checksumType } : {}),
  };
};
