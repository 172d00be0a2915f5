import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { decodePageToken, encodePageToken } from "../../cloud/page-token.ts";
import { partitions } from "../../cloud/regions.ts";
import { canonicalUserId } from "./access-control.ts";
import { bucketsOf } from "./buckets.ts";
import { invalidArgument } from "./fault.ts";

export const listBuckets: Operation<typeof S3, "ListBuckets"> = (
  { Prefix, BucketRegion, MaxBuckets, ContinuationToken },
  context,
) => {
  if (BucketRegion !== undefined && !partitions.some(({ regions }) => BucketRegion in regions)) {
    throw invalidArgument(`Argument value ${BucketRegion} is not a valid AWS Region`, "bucket-region", BucketRegion);
  }
  const after = ContinuationToken === undefined ? undefined : decodePageToken(ContinuationToken);
  if (ContinuationToken !== undefined && typeof after !== "string") {
    throw invalidArgument("The continuation token provided is incorrect");
  }
  const matching = bucketsOf(context).filter(
    ({ name, region }) =>
      (Prefix === undefined || name.startsWith(Prefix)) &&
      (BucketRegion === undefined || region === BucketRegion) &&
      (typeof after !== "string" || name > after),
  );
  const page = matching.slice(0, MaxBuckets ?? 10_000);
  return {
    Buckets: page.map(({ name, created, region }) => ({
      Name: name,
      CreationDate: created,
      BucketArn: `arn:${context.partition}:s3:::${name}`,
      ...(MaxBuckets === undefined && BucketRegion === undefined ? {} : { BucketRegion: region }),
    })),
    Owner: { ID: canonicalUserId(context.account) },
    ...(Prefix === undefined ? {} : { Prefix }),
    ...(page.length < matching.length ? { ContinuationToken: encodePageToken(page.at(-1)?.name) } : {}),
  };
};
