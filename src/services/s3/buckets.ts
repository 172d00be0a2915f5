/** Buckets: names are one space for all accounts of a partition. */
import type { OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { AccessControl } from "./access-control.ts";
import { accessDenied, noSuchBucket } from "./fault.ts";

export interface BucketRecord {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly created: Date;
  readonly versioning: "Enabled" | "Suspended" | undefined;
  readonly mfaDelete: "Enabled" | "Disabled" | undefined;
  readonly acl: AccessControl;
  readonly objectLock: boolean;
}

export const bucketPrefix: Key = ["s3", "bucket"];
export const bucketKey = (name: string): Key => [...bucketPrefix, name];

interface BucketRequest {
  readonly Bucket?: string | undefined;
  readonly ExpectedBucketOwner?: string | undefined;
}

export function findBucket({ store }: OperationContext, name: string | undefined): BucketRecord | undefined {
  return store.get<BucketRecord>(bucketKey(name ?? ""));
}

/** The bucket a request names; a request may say whose it must be. */
export function requireBucket(
  context: OperationContext,
  { Bucket = "", ExpectedBucketOwner }: BucketRequest,
): BucketRecord {
  if (ExpectedBucketOwner !== undefined && !/^\d{12}$/.test(ExpectedBucketOwner)) {
    throw new ServiceException(
      "InvalidBucketOwnerAWSAccountID",
      `The value of the expected bucket owner parameter must be an AWS Account ID... [${ExpectedBucketOwner}]`,
    );
  }
  checkRegion(context);
  const bucket = findBucket(context, Bucket);
  if (!bucket) throw noSuchBucket(Bucket);
  if (ExpectedBucketOwner !== undefined && bucket.account !== ExpectedBucketOwner) throw accessDenied();
  return bucket;
}

/** The name of the global endpoint's region is for its clients; what is signed names a region. Source: AWS, recorded. */
export function checkRegion({ region }: OperationContext): void {
  if (region !== "aws-global") return;
  throw new ServiceException(
    "AuthorizationHeaderMalformed",
    `The authorization header is malformed; the region '${region}' is wrong; expecting 'us-east-1'`,
    { Region: "us-east-1" },
    400,
  );
}

export function saveBucket({ store }: OperationContext, bucket: BucketRecord): void {
  store.put(bucketKey(bucket.name), bucket);
}

export function removeBucket({ store }: OperationContext, name: string): void {
  store.delete(bucketKey(name));
  store.deletePrefix(["s3", "config", name]);
}

export function bucketsOf({ store, account }: OperationContext): BucketRecord[] {
  return [...store.range<BucketRecord>({ prefix: bucketPrefix })].flatMap(({ value }) =>
    value.account === account ? [value] : [],
  );
}

/** 3 to 63 small letters, digits, hyphens and dots; no address, no reserved ending. */
export function checkBucketName(name: string): void {
  const valid =
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes("..") &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !name.startsWith("xn--") &&
    !name.endsWith("-s3alias");
  if (!valid) {
    throw new ServiceException("InvalidBucketName", "The specified bucket is not valid.", { BucketName: name });
  }
}
