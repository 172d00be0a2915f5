import { createHash } from "node:crypto";
import type * as S3 from "@aws-sdk/client-s3";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { dropBody, writeBody } from "./bodies.ts";
import { requireBucket } from "./buckets.ts";
import { checkedUpload, checksumMembers } from "./checksums.ts";
import { checkWriteConditions } from "./conditions.ts";
import { expirationMember } from "./lifecycle/expiration.ts";
import { objectFacts } from "./new-object.ts";
import { notify } from "./notifications.ts";
import { encryptionMembers, versionMember } from "./object-answer.ts";
import type { ObjectRecord } from "./objects.ts";
import { currentVersion, newVersionId, nextOrder, pushVersion } from "./objects.ts";
import { bytesOf } from "./payload.ts";

// A body of one request ends here; larger ones come in parts.
const MOST_BYTES = 5 * 1024 ** 3;

export const putObject: Operation<typeof S3, "PutObject"> = (input, context) =>
  storeObject(input, context, "ObjectCreated:Put");

/** A put under whichever name its event goes by: forms are puts too. */
export async function storeObject(
  input: S3.PutObjectCommandInput,
  context: OperationContext,
  event: "ObjectCreated:Put" | "ObjectCreated:Post",
): Promise<Omit<S3.PutObjectCommandOutput, "$metadata">> {
  requireBucket(context, input);
  const bytes = await bytesOf(input.Body);
  if (bytes.length > MOST_BYTES) {
    throw new ServiceException("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", {
      ProposedSize: bytes.length,
      MaxSizeAllowed: MOST_BYTES,
    });
  }
  const checksum = checkedUpload(input, bytes);
  const facts = objectFacts(context, requireBucket(context, input), input);
  const etag = createHash("md5").update(bytes).digest("hex");
  const file = await writeBody(context, [bytes]);
  // From here to the answer there is no pause: what the conditions see is what the write replaces.
  const bucket = requireBucket(context, input);
  try {
    checkWriteConditions(facts.key, currentVersion(context, bucket.name, facts.key), input);
  } catch (error) {
    dropBody(context, { file });
    throw error;
  }
  const record: ObjectRecord = {
    ...facts,
    versionId: newVersionId(bucket),
    deleteMarker: false,
    order: nextOrder(context),
    size: bytes.length,
    etag,
    modified: new Date(wholeSeconds(context.clock.now())),
    file,
    checksum,
    parts: [],
  };
  pushVersion(context, bucket, record);
  notify(context, bucket, record, event);
  return {
    ETag: `"${etag}"`,
    ...checksumMembers(checksum),
    ...expirationMember(context, bucket, record),
    ...versionMember(bucket, record),
    ...encryptionMembers(record),
  };
}
