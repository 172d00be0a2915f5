// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of data sources. */
export interface S3DataSources {
  aws_s3_bucket: {
    arn: string | null;
    bucket: string;
    bucket_domain_name: string | null;
    bucket_regional_domain_name: string | null;
    hosted_zone_id: string | null;
    id: string | null;
    region: string | null;
    website_domain: string | null;
    website_endpoint: string | null;
  };
  aws_s3_bucket_policy: {
    bucket: string;
    id: string | null;
    policy: string | null;
  };
  aws_s3_object: {
    arn: string | null;
    body: string | null;
    bucket: string;
    bucket_key_enabled: boolean | null;
    cache_control: string | null;
    checksum_crc32: string | null;
    checksum_crc32c: string | null;
    checksum_crc64nvme: string | null;
    checksum_mode: string | null;
    checksum_sha1: string | null;
    checksum_sha256: string | null;
    content_disposition: string | null;
    content_encoding: string | null;
    content_language: string | null;
    content_length: number | null;
    content_type: string | null;
    etag: string | null;
    expiration: string | null;
    expires: string | null;
    id: string | null;
    key: string;
    last_modified: string | null;
    metadata: Readonly<Record<string, string>>;
    object_lock_legal_hold_status: string | null;
    object_lock_mode: string | null;
    object_lock_retain_until_date: string | null;
    range: string | null;
    server_side_encryption: string | null;
    sse_kms_key_id: string | null;
    storage_class: string | null;
    tags: Readonly<Record<string, string>>;
    version_id: string | null;
    website_redirect_location: string | null;
  };
  aws_s3_objects: {
    bucket: string;
    common_prefixes: readonly string[];
    delimiter: string | null;
    encoding_type: string | null;
    fetch_owner: boolean | null;
    id: string | null;
    keys: readonly string[];
    max_keys: number | null;
    owners: readonly string[];
    prefix: string | null;
    request_charged: string | null;
    request_payer: string | null;
    start_after: string | null;
  };
  aws_canonical_user_id: {
    display_name: string | null;
    id: string | null;
  };
}
