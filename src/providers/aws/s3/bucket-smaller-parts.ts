/** Configurations of a bucket that are a word or two: who pays, acceleration. */
import type { BucketAccelerateStatus, Payer } from "@aws-sdk/client-s3";
import type { S3Resources } from "../schema/s3.generated.ts";
import { bucketPart } from "./part.ts";

export const awsS3BucketRequestPaymentConfiguration = bucketPart<
  S3Resources["aws_s3_bucket_request_payment_configuration"]
>({
  title: "S3 Bucket Request Payment Configuration",
  absent: "NoSuchBucket",
  put: (aws, bucket, planned) =>
    aws.call("s3", "PutBucketRequestPayment", {
      ...bucket,
      RequestPaymentConfiguration: { Payer: planned.payer as Payer },
    }),
  async found(aws, bucket) {
    return { payer: (await aws.call("s3", "GetBucketRequestPayment", bucket)).Payer };
  },
  // The owner pays unless told otherwise.
  remove: (aws, bucket) =>
    aws.call("s3", "PutBucketRequestPayment", { ...bucket, RequestPaymentConfiguration: { Payer: "BucketOwner" } }),
});

export const awsS3BucketAccelerateConfiguration = bucketPart<S3Resources["aws_s3_bucket_accelerate_configuration"]>({
  title: "S3 Bucket Accelerate Configuration",
  absent: "NoSuchBucket",
  put: (aws, bucket, planned) =>
    aws.call("s3", "PutBucketAccelerateConfiguration", {
      ...bucket,
      AccelerateConfiguration: { Status: planned.status as BucketAccelerateStatus },
    }),
  async found(aws, bucket) {
    const { Status } = await aws.call("s3", "GetBucketAccelerateConfiguration", bucket);
    return Status === undefined ? undefined : { status: Status };
  },
  remove: (aws, bucket) =>
    aws.call("s3", "PutBucketAccelerateConfiguration", { ...bucket, AccelerateConfiguration: { Status: "Suspended" } }),
});
