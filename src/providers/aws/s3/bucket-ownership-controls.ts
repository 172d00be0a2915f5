import type { ObjectOwnership } from "@aws-sdk/client-s3";
import type { S3Resources } from "../schema/s3.generated.ts";
import { bucketPart } from "./part.ts";

export const awsS3BucketOwnershipControls = bucketPart<S3Resources["aws_s3_bucket_ownership_controls"]>({
  title: "S3 Bucket Ownership Controls",
  absent: "OwnershipControlsNotFoundError",
  put: (aws, bucket, planned) =>
    aws.call("s3", "PutBucketOwnershipControls", {
      ...bucket,
      OwnershipControls: {
        Rules: planned.rule.map((rule) => ({ ObjectOwnership: rule.object_ownership as ObjectOwnership })),
      },
    }),
  async found(aws, bucket) {
    const { OwnershipControls } = await aws.call("s3", "GetBucketOwnershipControls", bucket);
    return { rule: (OwnershipControls?.Rules ?? []).map((rule) => ({ object_ownership: rule.ObjectOwnership })) };
  },
  remove: (aws, bucket) => aws.call("s3", "DeleteBucketOwnershipControls", bucket),
});
