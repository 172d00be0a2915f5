import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { findConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";

export const getBucketRequestPayment: Operation<typeof S3, "GetBucketRequestPayment"> = (input, context) =>
  findConfig<S3.RequestPaymentConfiguration>(context, requireBucket(context, input), "request-payment") ?? {
    Payer: "BucketOwner",
  };
