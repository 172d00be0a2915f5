import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { saveConfig } from "./bucket-config.ts";
import { requireBucket } from "./buckets.ts";
import { malformedXml } from "./fault.ts";

export const putBucketOwnershipControls: Operation<typeof S3, "PutBucketOwnershipControls"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const controls = input.OwnershipControls;
  if (controls?.Rules?.length !== 1) throw malformedXml();
  const closed = controls.Rules[0]?.ObjectOwnership === "BucketOwnerEnforced";
  if (closed && bucket.acl.Grants.some(({ Grantee }) => Grantee?.ID !== bucket.acl.Owner.ID)) {
    throw new ServiceException(
      "InvalidBucketAclWithObjectOwnership",
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
      { BucketName: bucket.name },
    );
  }
  saveConfig(context, bucket, "ownership", controls);
  return {};
};
