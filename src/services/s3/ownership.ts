/** Who owns what is put into a bucket. BucketOwnerEnforced, the default, switches ACLs off. */
import type * as S3 from "@aws-sdk/client-s3";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { findConfig } from "./bucket-config.ts";
import type { BucketRecord } from "./buckets.ts";

export function ownershipOf(context: OperationContext, bucket: BucketRecord): string | undefined {
  return findConfig<S3.OwnershipControls>(context, bucket, "ownership")?.Rules?.[0]?.ObjectOwnership;
}

export function refuseAclWhenOff(context: OperationContext, bucket: BucketRecord): void {
  if (ownershipOf(context, bucket) === "BucketOwnerEnforced") {
    throw new ServiceException("AccessControlListNotSupported", "The bucket does not allow ACLs", {
      BucketName: bucket.name,
    });
  }
}
