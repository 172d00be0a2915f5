import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";
import { checksumMembers } from "./checksums.ts";
import { versionMember } from "./object-answer.ts";
import { requireObject } from "./objects.ts";

export const getObjectAttributes: Operation<typeof S3, "GetObjectAttributes"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const record = requireObject(context, bucket.name, input.Key ?? "", input.VersionId);
  const wanted = new Set<string>(input.ObjectAttributes ?? []);
  const { checksum, parts } = record;
  return {
    LastModified: record.modified,
    ...versionMember(bucket, record),
    ...(wanted.has("ETag") ? { ETag: record.etag } : {}),
    ...(wanted.has("Checksum") && checksum ? { Checksum: withoutCount(checksumMembers(checksum)) } : {}),
    ...(wanted.has("ObjectParts") && parts.length > 0 ? { ObjectParts: { TotalPartsCount: parts.length } } : {}),
    ...(wanted.has("StorageClass") ? { StorageClass: record.storageClass as S3.StorageClass } : {}),
    ...(wanted.has("ObjectSize") ? { ObjectSize: record.size } : {}),
  };
};

// The number of parts behind a composite checksum is left out here.
function withoutCount<Members extends object>(members: Members): Members {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      name === "ChecksumType" ? value : String(value).split("-")[0],
    ]),
  ) as Members;
}
