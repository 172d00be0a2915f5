import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { streamBody } from "./bodies.ts";
import { requireBucket } from "./buckets.ts";
import { rangeMembers, rangeOf } from "./byte-range.ts";
import { checkReadConditions } from "./conditions.ts";
import { requireCustomerKey } from "./encryption.ts";
import { invalidArgument } from "./fault.ts";
import { expirationMember } from "./lifecycle/expiration.ts";
import { objectMembers } from "./object-answer.ts";
import { requireObject } from "./objects.ts";

export const getObject: Operation<typeof S3, "GetObject"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const record = requireObject(context, bucket.name, input.Key ?? "", input.VersionId);
  checkReadConditions(record, input);
  requireCustomerKey(record, input);
  if (record.storageClass === "GLACIER" || record.storageClass === "DEEP_ARCHIVE") {
    // Source: AWS, recorded.
    throw new ServiceException(
      "InvalidObjectState",
      "The operation is not valid for the object's storage class",
      { StorageClass: record.storageClass },
      403,
    );
  }
  const range = rangeOf(record, input);
  return {
    // The wire takes any stream of bytes; the SDK's type names its own mixture.
    Body: streamBody(context, record.file, range.start, range.end) as NonNullable<S3.GetObjectCommandOutput["Body"]>,
    ...objectMembers(bucket, record, range.partial ? undefined : input.ChecksumMode),
    ...expirationMember(context, bucket, record),
    ...rangeMembers(record, range),
    ...(input.PartNumber !== undefined && record.parts.length > 0 ? { PartsCount: record.parts.length } : {}),
    ...(record.tags.length > 0 ? { TagCount: record.tags.length } : {}),
    ...overrides(input),
  };
};

function overrides(input: S3.GetObjectCommandInput) {
  for (const [name, value] of [
    ["response-content-disposition", input.ResponseContentDisposition],
    ["response-content-type", input.ResponseContentType],
  ] as const) {
    // Source: AWS, recorded.
    if (value !== undefined && /[\u0100-\uffff]/.test(value))
      throw invalidArgument("Header value cannot be represented using ISO-8859-1.", name, value);
  }
  return {
    ...(input.ResponseCacheControl === undefined ? {} : { CacheControl: input.ResponseCacheControl }),
    ...(input.ResponseContentDisposition === undefined ? {} : { ContentDisposition: input.ResponseContentDisposition }),
    ...(input.ResponseContentEncoding === undefined ? {} : { ContentEncoding: input.ResponseContentEncoding }),
    ...(input.ResponseContentLanguage === undefined ? {} : { ContentLanguage: input.ResponseContentLanguage }),
    ...(input.ResponseContentType === undefined ? {} : { ContentType: input.ResponseContentType }),
    ...(input.ResponseExpires === undefined ? {} : { Expires: input.ResponseExpires }),
  };
}
