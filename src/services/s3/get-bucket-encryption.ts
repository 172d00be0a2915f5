import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";
import { bucketEncryption } from "./encryption.ts";

export const getBucketEncryption: Operation<typeof S3, "GetBucketEncryption"> = (input, context) => ({
  ServerSideEncryptionConfiguration: bucketEncryption(context, requireBucket(context, input)),
});
