import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { saveConfig } from "./bucket-config.ts";
import { requireBucket, saveBucket } from "./buckets.ts";
import { malformedXml } from "./fault.ts";

export const putObjectLockConfiguration: Operation<typeof S3, "PutObjectLockConfiguration"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const config = input.ObjectLockConfiguration;
  if (config?.ObjectLockEnabled !== "Enabled") throw malformedXml();
  if (bucket.versioning !== "Enabled") {
    // Source: AWS, recorded.
    throw new ServiceException(
      "InvalidBucketState",
      "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
      {},
      409,
    );
  }
  const retention = config.Rule?.DefaultRetention;
  if (retention && (retention.Days === undefined) === (retention.Years === undefined)) throw malformedXml();
  saveBucket(context, { ...bucket, objectLock: true });
  saveConfig(context, bucket, "object-lock", config);
  return {};
};
