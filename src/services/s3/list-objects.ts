import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { requireBucket } from "./buckets.ts";
import { checkEncoding, listedObject, listingText, listKeys, mostKeys } from "./listing.ts";

export const listObjects: Operation<typeof S3, "ListObjects"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const { Prefix: prefix = "", Delimiter: delimiter, Marker: marker = "", EncodingType } = input;
  checkEncoding(EncodingType);
  const most = mostKeys(input.MaxKeys);
  const text = listingText(EncodingType);
  const found = listKeys(context, bucket.name, { prefix, delimiter, after: marker || undefined, most });
  return {
    Name: bucket.name,
    Prefix: text(prefix),
    Marker: text(marker),
    MaxKeys: input.MaxKeys ?? 1000,
    IsTruncated: found.truncated,
    ...(delimiter ? { Delimiter: text(delimiter) } : {}),
    ...(EncodingType === undefined ? {} : { EncodingType }),
    // S3 names the next marker only when there is a delimiter; otherwise it is the last key.
    ...(found.truncated && delimiter && found.last !== undefined ? { NextMarker: text(found.last) } : {}),
    Contents: found.records.map((record) => ({ ...listedObject(record, text), Owner: record.acl.Owner })),
    CommonPrefixes: found.commonPrefixes.map((one) => ({ Prefix: text(one) })),
  };
};
