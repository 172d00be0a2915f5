import type * as S3 from "@aws-sdk/client-s3";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { canonicalUserId } from "./access-control.ts";
import { requireBucket } from "./buckets.ts";
import { listingText } from "./listing.ts";
import type { UploadRecord } from "./uploads.ts";

export const listMultipartUploads: Operation<typeof S3, "ListMultipartUploads"> = (input, context) => {
  const bucket = requireBucket(context, input);
  const { Prefix = "", Delimiter, KeyMarker = "", UploadIdMarker = "", EncodingType } = input;
  const text = listingText(EncodingType);
  const most = Math.min(input.MaxUploads ?? 1000, 1000);
  const uploads = [...context.store.range<UploadRecord>({ prefix: ["s3", "upload", bucket.name] })]
    .map(({ value }) => value)
    .filter(({ facts: { key }, id }) => {
      const behind = key > KeyMarker || (key === KeyMarker && UploadIdMarker !== "" && id > UploadIdMarker);
      return key.startsWith(Prefix) && (KeyMarker === "" || behind);
    });
  const folds = (key: string) => Delimiter !== undefined && key.indexOf(Delimiter, Prefix.length) !== -1;
  const plain = uploads.filter(({ facts: { key } }) => !folds(key));
  const shown = plain.slice(0, most);
  const prefixes = uploads
    .filter(({ facts: { key } }) => folds(key))
    .map(({ facts: { key } }) => key.slice(0, key.indexOf(Delimiter ?? "", Prefix.length) + (Delimiter?.length ?? 0)));
  const owner = { ID: canonicalUserId(bucket.account) };
  const last = shown.at(-1);
  return {
    Bucket: bucket.name,
    KeyMarker: text(KeyMarker),
    UploadIdMarker,
    Prefix: text(Prefix),
    MaxUploads: most,
    IsTruncated: shown.length < plain.length,
    ...(Delimiter === undefined ? {} : { Delimiter: text(Delimiter) }),
    ...(EncodingType === undefined ? {} : { EncodingType }),
    ...(shown.length < plain.length && last
      ? { NextKeyMarker: text(last.facts.key), NextUploadIdMarker: last.id }
      : {}),
    Uploads: shown.map(({ facts, id, initiated, algorithm, checksumType }) => ({
      UploadId: id,
      Key: text(facts.key),
      Initiated: new Date(wholeSeconds(initiated.getTime())),
      StorageClass: facts.storageClass as S3.StorageClass,
      Owner: owner,
      Initiator: owner,
      ...(algorithm ? { ChecksumAlgorithm: algorithm, ChecksumType: checksumType } : {}),
    })),
    CommonPrefixes: [...new Set(prefixes)].map((one) => ({ Prefix: text(one) })),
  };
};
