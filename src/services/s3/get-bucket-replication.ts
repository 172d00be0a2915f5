import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const getBucketReplication: Operation<typeof S3, "GetBucketReplication"> = (input, context) => ({
  ReplicationConfiguration: requireConfig<S3.ReplicationConfiguration>(
    context,
    requireBucket(context, input),
    "replication",
    "ReplicationConfigurationNotFoundError",
    "The replication configuration was not found",
  ),
});
