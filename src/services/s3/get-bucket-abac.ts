import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { findConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const getBucketAbac: Operation<typeof S3, "GetBucketAbac"> = (input, context) => ({
  AbacStatus: findConfig<S3.AbacStatus>(context, requireBucket(context, input), "abac") ?? { Status: "Disabled" },
});
