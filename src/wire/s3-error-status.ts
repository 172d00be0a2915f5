/**
 * The HTTP status of S3's error codes that no shape describes, from S3's list of them; the rest are 400.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */
const CODES_BY_STATUS: readonly (readonly [status: number, codes: string])[] = [
  [301, "PermanentRedirect"],
  [307, "Redirect TemporaryRedirect"],
  [304, "NotModified"],
  [
    403,
    `AccessDenied AccountProblem AllAccessDisabled CrossLocationLoggingProhibited CrossLocationLoggingProhibitted
     InvalidAccessKeyId InvalidObjectState InvalidPayer InvalidSecurity NotSignedUp RequestTimeTooSkewed
     SignatureDoesNotMatch UnauthorizedAccess`,
  ],
  [
    404,
    `NoSuchBucket NoSuchBucketPolicy NoSuchConfiguration NoSuchCORSConfiguration NoSuchKey NoSuchLifecycleConfiguration
     NoSuchPublicAccessBlockConfiguration NoSuchTagSet NoSuchTagSetError NoSuchUpload NoSuchVersion
     NoSuchWebsiteConfiguration ObjectLockConfigurationNotFoundError OwnershipControlsNotFoundError
     ReplicationConfigurationNotFoundError ServerSideEncryptionConfigurationNotFoundError`,
  ],
  [405, "MethodNotAllowed"],
  [
    409,
    `BucketAlreadyExists BucketAlreadyOwnedByYou BucketNotEmpty ConditionalRequestConflict InvalidBucketState
     OperationAborted RestoreAlreadyInProgress`,
  ],
  [411, "MissingContentLength"],
  [412, "PreconditionFailed"],
  [416, "InvalidRange"],
  [500, "InternalError"],
  [501, "NotImplemented"],
  [503, "ServiceUnavailable SlowDown"],
];

const STATUS = new Map(
  CODES_BY_STATUS.flatMap(([status, codes]) => codes.split(/\s+/).map((code) => [code, status] as const)),
);

export function s3ErrorStatus(code: string): number {
  return STATUS.get(code) ?? 400;
}
