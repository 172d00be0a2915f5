import type * as S3 from "@aws-sdk/client-s3";
import { randomId } from "../../cloud/ids.ts";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";
import { algorithmNamed } from "./checksums.ts";
import { invalidRequest } from "./fault.ts";
import { abortMembers } from "./lifecycle/expiration.ts";
import { objectFacts } from "./new-object.ts";
import { encryptionMembers } from "./object-answer.ts";
import { currentVersion } from "./objects.ts";
import type { UploadRecord } from "./uploads.ts";
import { uploadKey } from "./uploads.ts";

export const createMultipartUpload: Operation<typeof S3, "CreateMultipartUpload"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const facts = objectFacts(context, bucket, input);
  const algorithm = algorithmNamed(input.ChecksumAlgorithm);
  const type = input.ChecksumType;
  // Source: AWS, recorded.
  if (type === "COMPOSITE" && algorithm === "CRC64NVME") {
    throw invalidRequest("The COMPOSITE checksum type cannot be used with the crc64nvme checksum algorithm.");
  }
  if (type === "FULL_OBJECT" && algorithm?.startsWith("SHA")) {
    throw invalidRequest(
      `The FULL_OBJECT checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  }
  const upload: UploadRecord = {
    bucket: bucket.name,
    id: randomId(64, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._"),
    initiated: new Date(context.clock.now()),
    replaces: currentVersion(context, bucket.name, facts.key)?.deleteMarker === false,
    facts,
    algorithm,
    checksumType:
      algorithm === undefined ? undefined : (type ?? (algorithm === "CRC64NVME" ? "FULL_OBJECT" : "COMPOSITE")),
  };
  context.store.put(uploadKey(bucket.name, facts.key, upload.id), upload);
  return {
    Bucket: bucket.name,
    Key: facts.key,
    UploadId: upload.id,
    ...(algorithm === undefined ? {} : { ChecksumAlgorithm: algorithm, ChecksumType: upload.checksumType }),
    ...abortMembers(context, bucket, upload),
    ...encryptionMembers(facts),
  };
};
