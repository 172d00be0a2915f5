import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";
import { checksumMembers, memberName } from "./checksums.ts";
import { invalidArgument } from "./fault.ts";
import { versionMember } from "./object-answer.ts";
import { type ObjectRecord, requireObject } from "./objects.ts";

export const getObjectAttributes: Operation<typeof S3, "GetObjectAttributes"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const record = requireObject(context, bucket.name, input.Key ?? "", input.VersionId);
  const wanted = new Set<string>(input.ObjectAttributes ?? []);
  for (const name of wanted) {
    if (!ATTRIBUTES.has(name))
      throw invalidArgument("Invalid attribute name specified.", "x-amz-object-attributes", name);
  }
  const { checksum } = record;
  return {
    LastModified: record.modified,
    ...versionMember(bucket, record),
    ...(wanted.has("ETag") ? { ETag: record.etag } : {}),
    ...(wanted.has("Checksum") && checksum ? { Checksum: withoutCount(checksumMembers(checksum)) } : {}),
    ...(wanted.has("ObjectParts") && record.parts.length > 0 ? { ObjectParts: partsOf(record, input) } : {}),
    ...(wanted.has("StorageClass") ? { StorageClass: record.storageClass as S3.StorageClass } : {}),
    ...(wanted.has("ObjectSize") ? { ObjectSize: record.size } : {}),
  };
};

const ATTRIBUTES: ReadonlySet<string> = new Set(["ETag", "Checksum", "ObjectParts", "StorageClass", "ObjectSize"]);

/** The parts themselves are told where they have checksums of their own. */
function partsOf(
  { parts, checksum }: ObjectRecord,
  input: S3.GetObjectAttributesCommandInput,
): S3.GetObjectAttributesParts {
  const TotalPartsCount = parts.length;
  if (!checksum || parts.some((part) => part.checksum === undefined)) return { TotalPartsCount };
  const MaxParts = input.MaxParts ?? 1000;
  const marker = Number(input.PartNumberMarker ?? 0);
  const after = parts.filter(({ number }) => number > marker);
  const shown = after.slice(0, MaxParts);
  return {
    TotalPartsCount,
    PartNumberMarker: String(marker),
    NextPartNumberMarker: String(shown.at(-1)?.number ?? 0),
    MaxParts,
    IsTruncated: after.length > shown.length,
    Parts: shown.map((part) => ({
      PartNumber: part.number,
      Size: part.size,
      [memberName(checksum.algorithm)]: part.checksum,
    })),
  };
}

// The number of parts behind a composite checksum is left out here.
function withoutCount<Members extends object>(members: Members): Members {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name,
      name === "ChecksumType" ? value : String(value).split("-")[0],
    ]),
  ) as Members;
}
