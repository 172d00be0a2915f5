import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { asksForAcl, requestedAcl } from "./access-control.ts";
import { saveConfig } from "./bucket-config.ts";
import type { BucketRecord } from "./buckets.ts";
import { checkBucketName, checkRegion, findBucket, saveBucket } from "./buckets.ts";
import { invalidArgument } from "./fault.ts";
import { checkTags } from "./object-tags.ts";

export const createBucket: Operation<typeof S3, "CreateBucket"> = (input, context) => {
  const { account, region, clock } = context;
  const { Bucket: name = "" } = input;
  checkRegion(context);
  checkBucketName(name);
  if (input.ObjectOwnership !== undefined && !OWNERSHIPS.has(input.ObjectOwnership)) {
    throw invalidArgument(
      `Invalid x-amz-object-ownership header: ${input.ObjectOwnership}`,
      "x-amz-object-ownership",
      input.ObjectOwnership,
    );
  }
  const { Tags = [] } = input.CreateBucketConfiguration ?? {};
  checkTags(Tags, 50, "new bucket");
  const bucketRegion = regionFor(input.CreateBucketConfiguration?.LocationConstraint, region);
  const existing = findBucket(context, name);
  if (existing && existing.account !== account) {
    throw new ServiceException(
      "BucketAlreadyExists",
      "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
      { BucketName: name },
      409,
    );
  }
  // us-east-1 alone takes a second creation by the owner for done.
  if (existing && (region !== "us-east-1" || existing.region !== region)) {
    throw new ServiceException(
      "BucketAlreadyOwnedByYou",
      "Your previous request to create the named bucket succeeded and you already own it.",
      { BucketName: name },
      409,
    );
  }
  if (existing) return { Location: `/${name}` };
  const ownership = input.ObjectOwnership ?? "BucketOwnerEnforced";
  if (ownership === "BucketOwnerEnforced" && asksForAcl(input)) {
    throw new ServiceException(
      "InvalidBucketAclWithObjectOwnership",
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
      { BucketName: name },
    );
  }
  const bucket: BucketRecord = {
    name,
    account,
    region: bucketRegion,
    created: new Date(wholeSeconds(clock.now())),
    versioning: input.ObjectLockEnabledForBucket ? "Enabled" : undefined,
    mfaDelete: undefined,
    acl: requestedAcl(input, account),
    objectLock: input.ObjectLockEnabledForBucket ?? false,
  };
  saveBucket(context, bucket);
  saveConfig(context, bucket, "ownership", { Rules: [{ ObjectOwnership: ownership }] });
  saveConfig(context, bucket, "public-access-block", {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  });
  if (bucket.objectLock) saveConfig(context, bucket, "object-lock", { ObjectLockEnabled: "Enabled" });
  if (Tags.length > 0) saveConfig(context, bucket, "tagging", Tags);
  return {
    Location: region === "us-east-1" ? `/${name}` : `http://${name}.s3.amazonaws.com/`,
    BucketArn: `arn:${context.partition}:s3:::${name}`,
  };
};

const OWNERSHIPS: ReadonlySet<string> = new Set(["BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"]);

// Source: AWS, recorded: the sentences of IllegalLocationConstraintException.
function regionFor(constraint: string | undefined, region: string): string {
  if (region === "us-east-1") {
    if (constraint === undefined) return region;
    if (constraint === "us-east-1") {
      throw new ServiceException("InvalidLocationConstraint", "The specified location-constraint is not valid", {
        LocationConstraint: constraint,
      });
    }
    return constraint === "EU" ? "eu-west-1" : constraint;
  }
  const wanted = constraint === "EU" && region === "eu-west-1" ? region : constraint;
  if (wanted !== region) {
    throw new ServiceException(
      "IllegalLocationConstraintException",
      `The ${constraint ?? "unspecified"} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  }
  return region;
}
