import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";
import type { Lifecycle } from "./lifecycle/rules.ts";

export const getBucketLifecycleConfiguration: Operation<typeof S3, "GetBucketLifecycleConfiguration"> = (
  input,
  context,
) =>
  requireConfig<Lifecycle>(
    context,
    requireBucket(context, input),
    "lifecycle",
    "NoSuchLifecycleConfiguration",
    "The lifecycle configuration does not exist",
  );
