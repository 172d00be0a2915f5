import { defineDataSource } from "../framework/behaviour.ts";
import { given } from "../framework/given.ts";
import { tagMap } from "../framework/tags.ts";
import type { S3DataSources } from "../schema/s3-data.generated.ts";
import { headFound } from "./object-found.ts";

/** Bodies that are text, which alone Terraform can hold. */
const TEXT =
  /^(text\/.*|application\/(atom\+xml|javascript|json|ld\+json|x-httpd-php|x-javascript|x-sh|x-sql|x-www-form-urlencoded|x-yaml|xhtml\+xml|xml|yaml))(;.*)?$/i;

export const awsS3ObjectData = defineDataSource<S3DataSources["aws_s3_object"]>({
  title: "S3 Object",
  async read(config, aws) {
    const place = { Bucket: config.bucket, Key: config.key, VersionId: given(config.version_id) };
    const ranged = { ...place, Range: given(config.range) };
    const head = await aws.call("s3", "HeadObject", {
      ...ranged,
      ...(config.checksum_mode && { ChecksumMode: "ENABLED" }),
    });
    const { checksums, kms_key_id, website_redirect, ...found } = headFound(head);
    const isText = TEXT.test(head.ContentType ?? "");
    const answer = isText ? await aws.call("s3", "GetObject", ranged) : undefined;
    const { TagSet } = await aws.call("s3", "GetObjectTagging", place);
    return {
      ...found,
      ...checksums,
      id: `${config.bucket}/${config.key}${given(config.version_id) ? `@${config.version_id}` : ""}`,
      arn: `arn:${aws.partition}:s3:::${config.bucket}/${config.key}`,
      ...(answer && { body: await textOf(answer.Body) }),
      content_length: head.ContentLength,
      expiration: head.Expiration,
      expires: head.ExpiresString,
      last_modified: head.LastModified?.toUTCString().replace("GMT", "UTC"),
      sse_kms_key_id: kms_key_id,
      website_redirect_location: website_redirect,
      tags: tagMap(TagSet),
    };
  },
});

async function textOf(body: unknown): Promise<string> {
  if (body instanceof Uint8Array) return Buffer.from(body).toString("utf8");
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

export const awsS3Objects = defineDataSource<S3DataSources["aws_s3_objects"]>({
  title: "S3 Objects",
  async read(config, aws) {
    const keys: string[] = [];
    const prefixes: string[] = [];
    const owners: string[] = [];
    const wanted = config.max_keys ?? 1000;
    let token: string | undefined;
    let requestCharged: string | undefined;
    do {
      const page = await aws.call("s3", "ListObjectsV2", {
        Bucket: config.bucket,
        Delimiter: given(config.delimiter),
        FetchOwner: given(config.fetch_owner),
        MaxKeys: Math.min(wanted - keys.length, 1000),
        Prefix: given(config.prefix),
        StartAfter: given(config.start_after),
        ContinuationToken: token,
      });
      keys.push(...(page.Contents ?? []).map(({ Key = "" }) => Key));
      prefixes.push(...(page.CommonPrefixes ?? []).map(({ Prefix = "" }) => Prefix));
      owners.push(...(page.Contents ?? []).flatMap(({ Owner }) => Owner?.ID ?? []));
      requestCharged = page.RequestCharged;
      token = page.NextContinuationToken;
    } while (token && keys.length < wanted);
    return {
      id: config.bucket,
      common_prefixes: prefixes,
      keys,
      max_keys: wanted,
      owners,
      request_charged: requestCharged,
    };
  },
});
