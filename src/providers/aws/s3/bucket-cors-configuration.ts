import type { CORSRule } from "@aws-sdk/client-s3";
import { given, some } from "../framework/given.ts";
import type { S3Resources } from "../schema/s3.generated.ts";
import { bucketPart } from "./part.ts";

type Rule = S3Resources["aws_s3_bucket_cors_configuration"]["cors_rule"][number];

export const awsS3BucketCorsConfiguration = bucketPart<S3Resources["aws_s3_bucket_cors_configuration"]>({
  title: "S3 Bucket CORS Configuration",
  absent: "NoSuchCORSConfiguration",
  put: (aws, bucket, planned) =>
    aws.call("s3", "PutBucketCors", { ...bucket, CORSConfiguration: { CORSRules: planned.cors_rule.map(corsRule) } }),
  async found(aws, bucket) {
    const { CORSRules } = await aws.call("s3", "GetBucketCors", bucket);
    return { cors_rule: (CORSRules ?? []).map((rule) => ({ ...corsFound(rule), id: rule.ID })) };
  },
  remove: (aws, bucket) => aws.call("s3", "DeleteBucketCors", bucket),
});

export const corsRule = (rule: Omit<Rule, "id"> & { readonly id?: string | null }): CORSRule => ({
  ID: given(rule.id),
  AllowedHeaders: some(rule.allowed_headers),
  AllowedMethods: [...rule.allowed_methods],
  AllowedOrigins: [...rule.allowed_origins],
  ExposeHeaders: some(rule.expose_headers),
  MaxAgeSeconds: rule.max_age_seconds ?? undefined,
});

export const corsFound = (rule: CORSRule) => ({
  allowed_headers: rule.AllowedHeaders,
  allowed_methods: rule.AllowedMethods,
  allowed_origins: rule.AllowedOrigins,
  expose_headers: rule.ExposeHeaders,
  max_age_seconds: rule.MaxAgeSeconds,
});
