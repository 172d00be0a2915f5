import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import { requireBucket } from "./buckets.ts";
import { invalidArgument } from "./fault.ts";
import { checkEncoding, listedObject, listingText, listKeys, mostKeys } from "./listing.ts";

export const listObjectsV2: Operation<typeof S3, "ListObjectsV2"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const { Prefix: prefix = "", Delimiter: delimiter, StartAfter, ContinuationToken, EncodingType } = input;
  checkEncoding(EncodingType);
  const most = mostKeys(input.MaxKeys);
  const text = listingText(EncodingType);
  const after = ContinuationToken === undefined ? StartAfter : continuedAt(ContinuationToken);
  const found = listKeys(context, bucket.name, { prefix, delimiter, after, most });
  return {
    Name: bucket.name,
    Prefix: text(prefix),
    MaxKeys: input.MaxKeys ?? 1000,
    KeyCount: found.records.length + found.commonPrefixes.length,
    IsTruncated: found.truncated,
    ...(delimiter ? { Delimiter: text(delimiter) } : {}),
    ...(EncodingType === undefined ? {} : { EncodingType }),
    ...(StartAfter === undefined ? {} : { StartAfter: text(StartAfter) }),
    ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
    ...(found.truncated ? { NextContinuationToken: encodePageToken(found.last) } : {}),
    Contents: found.records.map((record) => ({
      ...listedObject(record, text),
      ...(input.FetchOwner ? { Owner: record.acl.Owner } : {}),
    })),
    CommonPrefixes: found.commonPrefixes.map((one) => ({ Prefix: text(one) })),
  };
};

function continuedAt(token: string): string {
  const key = decodePageToken(token);
  if (typeof key !== "string")
    throw invalidArgument("The continuation token provided is incorrect", "continuation-token", token);
  return key;
}
