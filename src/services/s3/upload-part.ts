import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";
import { checkedUpload, givenChecksum, memberName } from "./checksums.ts";
import { invalidArgument, invalidRequest } from "./fault.ts";
import { encryptionMembers } from "./object-answer.ts";
import { bytesOf } from "./payload.ts";
import { requireUpload, savePart } from "./uploads.ts";

export const uploadPart: Operation<typeof S3, "UploadPart"> = async (input, context) => {
  const bucket = requireBucket(context, input);
  const number = input.PartNumber ?? 0;
  if (number < 1 || number > 10_000) {
    throw invalidArgument(
      "Part number must be an integer between 1 and 10000, inclusive",
      "partNumber",
      String(number),
    );
  }
  const upload = requireUpload(context, bucket, input.Key, input.UploadId);
  if (upload.facts.encryption.SSECustomerKeyMD5 !== undefined && input.SSECustomerKey === undefined) {
    throw invalidRequest(
      "The multipart upload initiate requested encryption. Subsequent part requests must include the appropriate encryption parameters.",
    );
  }
  const bytes = await bytesOf(input.Body);
  const given = givenChecksum(input);
  // Source: AWS, recorded.
  if (given && upload.algorithm !== undefined && given.algorithm !== upload.algorithm) {
    throw invalidRequest(
      `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm.toLowerCase()}, actual checksum Type: ${given.algorithm.toLowerCase()}`,
    );
  }
  const checksum = checkedUpload(input, bytes, upload.algorithm);
  const part = await savePart(context, upload, number, bytes, checksum);
  return {
    ETag: `"${part.etag}"`,
    ...(given || upload.algorithm ? { [memberName(checksum.algorithm)]: checksum.value } : {}),
    ...encryptionMembers(upload.facts),
  };
};
