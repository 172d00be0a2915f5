import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { requireBucket, saveBucket } from "./buckets.ts";

export const putBucketVersioning: Operation<typeof S3, "PutBucketVersioning"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const { Status, MFADelete } = input.VersioningConfiguration ?? {};
  if (Status === undefined) {
    throw new ServiceException("IllegalVersioningConfigurationException", "The Versioning element must be specified");
  }
  if (Status === "Suspended" && bucket.objectLock) {
    throw new ServiceException(
      "InvalidBucketState",
      "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
      { BucketName: bucket.name },
      409,
    );
  }
  saveBucket(context, { ...bucket, versioning: Status, mfaDelete: MFADelete ?? bucket.mfaDelete });
  return {};
};
