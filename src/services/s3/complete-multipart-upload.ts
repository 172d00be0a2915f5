import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { readBody, writeBody } from "./bodies.ts";
import { requireBucket } from "./buckets.ts";
import { checksumMembers, givenChecksum } from "./checksums.ts";
import { listedParts, multipartEtag, wholeChecksum } from "./completion.ts";
import { checkWriteConditions } from "./conditions.ts";
import { invalidRequest } from "./fault.ts";
import { expirationMember } from "./lifecycle/expiration.ts";
import { notify } from "./notifications.ts";
import { encryptionMembers, versionMember } from "./object-answer.ts";
import type { ObjectRecord } from "./objects.ts";
import { currentVersion, newVersionId, nextOrder, pushVersion } from "./objects.ts";
import type { UploadRecord } from "./uploads.ts";
import { removeUpload, requireUpload } from "./uploads.ts";

export const completeMultipartUpload: Operation<typeof S3, "CompleteMultipartUpload"> = async (input, context) => {
  const bucket = requireBucket(context, input);
  const upload = requireUpload(context, bucket, input.Key, input.UploadId);
  if (input.ChecksumType !== undefined && input.ChecksumType !== upload.checksumType) {
    const mode = upload.checksumType?.toLowerCase() ?? "null";
    throw invalidRequest(
      `The upload was created using the ${mode} checksum mode. The complete request must use the same checksum mode.`,
    );
  }
  const parts = listedParts(context, upload, input.MultipartUpload?.Parts);
  const bytes = Buffer.concat(await Promise.all(parts.map(({ file }) => readBody(context, file))));
  const checksum = wholeChecksum(upload, parts, bytes);
  const given = givenChecksum(input);
  if (given && given.value.split("-")[0] !== checksum.value.split("-")[0]) {
    // Source: AWS, recorded.
    throw new ServiceException(
      "BadDigest",
      `The ${given.algorithm.toLowerCase()} you specified did not match the calculated checksum.`,
    );
  }
  const file = await writeBody(context, [bytes]);
  const current = requireBucket(context, input);
  const replaced = currentVersion(context, current.name, upload.facts.key);
  checkWriteConditions(upload.facts.key, replaced, input);
  refuseConflict(upload, replaced, input);
  requireUpload(context, current, input.Key, input.UploadId);
  const record: ObjectRecord = {
    ...upload.facts,
    versionId: newVersionId(current),
    deleteMarker: false,
    order: nextOrder(context),
    size: bytes.length,
    etag: multipartEtag(parts),
    modified: new Date(wholeSeconds(context.clock.now())),
    file,
    checksum,
    parts: parts.map(({ number, size, checksum: own }) => ({ number, size, checksum: own?.value })),
  };
  pushVersion(context, current, record);
  removeUpload(context, upload);
  notify(context, current, record, "ObjectCreated:CompleteMultipartUpload");
  return {
    Location: `${context.endpoint}/${current.name}/${encodeURIComponent(record.key).replaceAll("%2F", "/")}`,
    Bucket: current.name,
    Key: record.key,
    ETag: `"${record.etag}"`,
    ...checksumMembers(checksum),
    ...expirationMember(context, current, record),
    ...versionMember(current, record),
    ...encryptionMembers(record),
  };
};

/** What happened to the object while the parts came speaks against the condition. Source: AWS, recorded. */
function refuseConflict(
  { replaces, initiated, facts: { key } }: UploadRecord,
  existing: ObjectRecord | undefined,
  { IfMatch, IfNoneMatch }: S3.CompleteMultipartUploadCommandInput,
): void {
  const deleted = IfNoneMatch !== undefined && replaces;
  const written = IfMatch !== undefined && existing !== undefined && existing.modified.getTime() > initiated.getTime();
  if (!deleted && !written) return;
  throw new ServiceException(
    "ConditionalRequestConflict",
    "The conditional request cannot succeed due to a conflicting operation against this resource.",
    { Condition: deleted ? "If-None-Match" : "If-Match", Key: key },
    409,
  );
}
