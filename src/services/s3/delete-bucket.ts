import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { removeBucket, requireBucket } from "./buckets.ts";
import { objectPrefix } from "./objects.ts";

export const deleteBucket: Operation<typeof S3, "DeleteBucket"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const [object] = context.store.range({ prefix: objectPrefix(bucket.name), limit: 1 });
  if (object) {
    throw new ServiceException(
      "BucketNotEmpty",
      bucket.versioning === undefined
        ? "The bucket you tried to delete is not empty"
        : "The bucket you tried to delete is not empty. You must delete all versions in the bucket.",
      { BucketName: bucket.name },
      409,
    );
  }
  removeBucket(context, bucket.name);
  return {};
};
