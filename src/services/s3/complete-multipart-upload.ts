import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { readBody, writeBody } from "./bodies.ts";
import { requireBucket } from "./buckets.ts";
import { checksumMembers, givenChecksum } from "./checksums.ts";
import { listedParts, multipartEtag, wholeChecksum } from "./completion.ts";
import { checkWriteConditions } from "./conditions.ts";
import { notify } from "./notifications.ts";
import { encryptionMembers, versionMember } from "./object-answer.ts";
import type { ObjectRecord } from "./objects.ts";
import { currentVersion, newVersionId, nextOrder, pushVersion } from "./objects.ts";
import { wholeSeconds } from "./time.ts";
import { removeUpload, requireUpload } from "./uploads.ts";

export const completeMultipartUpload: Operation<typeof S3, "CompleteMultipartUpload"> = async (input, context) => {
  const bucket = requireBucket(context, input);
  const upload = requireUpload(context, bucket, input.Key, input.UploadId);
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
  checkWriteConditions(upload.facts.key, currentVersion(context, current.name, upload.facts.key), input);
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
    ...versionMember(current, record),
    ...encryptionMembers(record),
  };
};
