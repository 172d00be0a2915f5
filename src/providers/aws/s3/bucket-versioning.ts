import type { BucketVersioningStatus, MFADelete } from "@aws-sdk/client-s3";
import { Refusal } from "../framework/behaviour.ts";
import { given } from "../framework/given.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import { bucketPart } from "./part.ts";

export const awsS3BucketVersioning = bucketPart<S3Resources["aws_s3_bucket_versioning"]>({
  title: "S3 Bucket Versioning",
  absent: "NoSuchBucket",
  plan(change) {
    const [before] = change.prior?.versioning_configuration ?? [];
    const [after] = change.planned.versioning_configuration;
    if (before && before.status !== "Disabled" && after?.status === "Disabled")
      throw new Refusal(`versioning_configuration.status cannot be updated from '${before.status}' to 'Disabled'`);
  },
  async put(aws, bucket, planned) {
    const [wanted] = planned.versioning_configuration;
    // A bucket that has never been versioned cannot be told so: Disabled is the absence of a status.
    if (!wanted || (planned.id === null && wanted.status === "Disabled")) return;
    await aws.call("s3", "PutBucketVersioning", {
      ...bucket,
      MFA: given(planned.mfa),
      VersioningConfiguration: {
        Status: wanted.status as BucketVersioningStatus,
        MFADelete: given(wanted.mfa_delete) as MFADelete | undefined,
      },
    });
  },
  async found(aws, bucket) {
    const { Status, MFADelete } = await aws.call("s3", "GetBucketVersioning", bucket);
    return { versioning_configuration: [{ mfa_delete: MFADelete, status: Status ?? "Disabled" }] };
  },
  async remove(aws, bucket, prior) {
    if (prior.versioning_configuration[0]?.status === "Disabled") return;
    await aws.call("s3", "PutBucketVersioning", { ...bucket, VersioningConfiguration: { Status: "Suspended" } });
  },
});
