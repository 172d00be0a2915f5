// Compiled by scripts/aws-schema; not edited by hand.
/** Attributes of resource types. */
export interface S3Resources {
  aws_s3_bucket: {
    acceleration_status: string | null;
    acl: string | null;
    arn: string | null;
    bucket: string | null;
    bucket_domain_name: string | null;
    bucket_prefix: string | null;
    bucket_regional_domain_name: string | null;
    force_destroy: boolean | null;
    hosted_zone_id: string | null;
    id: string | null;
    object_lock_enabled: boolean | null;
    policy: string | null;
    region: string | null;
    request_payer: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    website_domain: string | null;
    website_endpoint: string | null;
    cors_rule: readonly {
      allowed_headers: readonly string[];
      allowed_methods: readonly string[];
      allowed_origins: readonly string[];
      expose_headers: readonly string[];
      max_age_seconds: number | null;
    }[];
    grant: readonly {
      id: string | null;
      permissions: readonly string[];
      type: string;
      uri: string | null;
    }[];
    lifecycle_rule: readonly {
      abort_incomplete_multipart_upload_days: number | null;
      enabled: boolean;
      id: string | null;
      prefix: string | null;
      tags: Readonly<Record<string, string>>;
      expiration: readonly {
        date: string | null;
        days: number | null;
        expired_object_delete_marker: boolean | null;
      }[];
      noncurrent_version_expiration: readonly {
        days: number | null;
      }[];
      noncurrent_version_transition: readonly {
        days: number | null;
        storage_class: string;
      }[];
      transition: readonly {
        date: string | null;
        days: number | null;
        storage_class: string;
      }[];
    }[];
    logging: readonly {
      target_bucket: string;
      target_prefix: string | null;
    }[];
    object_lock_configuration: readonly {
      object_lock_enabled: string | null;
      rule: readonly {
        default_retention: readonly {
          days: number | null;
          mode: string;
          years: number | null;
        }[];
      }[];
    }[];
    replication_configuration: readonly {
      role: string;
      rules: readonly {
        delete_marker_replication_status: string | null;
        id: string | null;
        prefix: string | null;
        priority: number | null;
        status: string;
        destination: readonly {
          account_id: string | null;
          bucket: string;
          replica_kms_key_id: string | null;
          storage_class: string | null;
          access_control_translation: readonly {
            owner: string;
          }[];
          metrics: readonly {
            minutes: number | null;
            status: string | null;
          }[];
          replication_time: readonly {
            minutes: number | null;
            status: string | null;
          }[];
        }[];
        filter: readonly {
          prefix: string | null;
          tags: Readonly<Record<string, string>>;
        }[];
        source_selection_criteria: readonly {
          sse_kms_encrypted_objects: readonly {
            enabled: boolean;
          }[];
        }[];
      }[];
    }[];
    server_side_encryption_configuration: readonly {
      rule: readonly {
        bucket_key_enabled: boolean | null;
        apply_server_side_encryption_by_default: readonly {
          kms_master_key_id: string | null;
          sse_algorithm: string;
        }[];
      }[];
    }[];
    timeouts: {
      create: string | null;
      delete: string | null;
      read: string | null;
      update: string | null;
    } | null;
    versioning: readonly {
      enabled: boolean | null;
      mfa_delete: boolean | null;
    }[];
    website: readonly {
      error_document: string | null;
      index_document: string | null;
      redirect_all_requests_to: string | null;
      routing_rules: string | null;
    }[];
  };
  aws_s3_bucket_notification: {
    bucket: string;
    eventbridge: boolean | null;
    id: string | null;
    lambda_function: readonly {
      events: readonly string[];
      filter_prefix: string | null;
      filter_suffix: string | null;
      id: string | null;
      lambda_function_arn: string | null;
    }[];
    queue: readonly {
      events: readonly string[];
      filter_prefix: string | null;
      filter_suffix: string | null;
      id: string | null;
      queue_arn: string;
    }[];
    topic: readonly {
      events: readonly string[];
      filter_prefix: string | null;
      filter_suffix: string | null;
      id: string | null;
      topic_arn: string;
    }[];
  };
  aws_s3_bucket_public_access_block: {
    block_public_acls: boolean | null;
    block_public_policy: boolean | null;
    bucket: string;
    id: string | null;
    ignore_public_acls: boolean | null;
    restrict_public_buckets: boolean | null;
  };
  aws_s3_object: {
    acl: string | null;
    arn: string | null;
    bucket: string;
    bucket_key_enabled: boolean | null;
    cache_control: string | null;
    checksum_algorithm: string | null;
    checksum_crc32: string | null;
    checksum_crc32c: string | null;
    checksum_crc64nvme: string | null;
    checksum_sha1: string | null;
    checksum_sha256: string | null;
    content: string | null;
    content_base64: string | null;
    content_disposition: string | null;
    content_encoding: string | null;
    content_language: string | null;
    content_type: string | null;
    etag: string | null;
    force_destroy: boolean | null;
    id: string | null;
    key: string;
    kms_key_id: string | null;
    metadata: Readonly<Record<string, string>>;
    object_lock_legal_hold_status: string | null;
    object_lock_mode: string | null;
    object_lock_retain_until_date: string | null;
    server_side_encryption: string | null;
    source: string | null;
    source_hash: string | null;
    storage_class: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    version_id: string | null;
    website_redirect: string | null;
    override_provider: readonly {
      default_tags: readonly {
        tags: Readonly<Record<string, string>>;
      }[];
    }[];
  };
  aws_s3_bucket_policy: {
    bucket: string;
    id: string | null;
    policy: string;
  };
  aws_s3_bucket_server_side_encryption_configuration: {
    bucket: string;
    expected_bucket_owner: string | null;
    id: string | null;
    rule: readonly {
      bucket_key_enabled: boolean | null;
      apply_server_side_encryption_by_default: readonly {
        kms_master_key_id: string | null;
        sse_algorithm: string;
      }[];
    }[];
  };
  aws_s3_bucket_acl: {
    acl: string | null;
    bucket: string;
    expected_bucket_owner: string | null;
    id: string | null;
    access_control_policy: readonly {
      grant: readonly {
        permission: string;
        grantee: readonly {
          display_name: string | null;
          email_address: string | null;
          id: string | null;
          type: string;
          uri: string | null;
        }[];
      }[];
      owner: readonly {
        display_name: string | null;
        id: string;
      }[];
    }[];
  };
  aws_s3_bucket_lifecycle_configuration: {
    bucket: string;
    expected_bucket_owner: string | null;
    id: string | null;
    transition_default_minimum_object_size: string | null;
    rule: readonly {
      id: string;
      prefix: string | null;
      status: string;
      abort_incomplete_multipart_upload: readonly {
        days_after_initiation: number | null;
      }[];
      expiration: readonly {
        date: string | null;
        days: number | null;
        expired_object_delete_marker: boolean | null;
      }[];
      filter: readonly {
        object_size_greater_than: number | null;
        object_size_less_than: number | null;
        prefix: string | null;
        and: readonly {
          object_size_greater_than: number | null;
          object_size_less_than: number | null;
          prefix: string | null;
          tags: Readonly<Record<string, string>>;
        }[];
        tag: readonly {
          key: string;
          value: string;
        }[];
      }[];
      noncurrent_version_expiration: readonly {
        newer_noncurrent_versions: number | null;
        noncurrent_days: number;
      }[];
      noncurrent_version_transition: readonly {
        newer_noncurrent_versions: number | null;
        noncurrent_days: number;
        storage_class: string;
      }[];
      transition: readonly {
        date: string | null;
        days: number | null;
        storage_class: string;
      }[];
    }[];
    timeouts: {
      create: string | null;
      update: string | null;
    } | null;
  };
  aws_s3_bucket_versioning: {
    bucket: string;
    expected_bucket_owner: string | null;
    id: string | null;
    mfa: string | null;
    versioning_configuration: readonly {
      mfa_delete: string | null;
      status: string;
    }[];
  };
  aws_s3_bucket_ownership_controls: {
    bucket: string;
    id: string | null;
    rule: readonly {
      object_ownership: string;
    }[];
  };
  aws_s3_bucket_website_configuration: {
    bucket: string;
    expected_bucket_owner: string | null;
    id: string | null;
    routing_rules: string | null;
    website_domain: string | null;
    website_endpoint: string | null;
    error_document: readonly {
      key: string;
    }[];
    index_document: readonly {
      suffix: string;
    }[];
    redirect_all_requests_to: readonly {
      host_name: string;
      protocol: string | null;
    }[];
    routing_rule: readonly {
      condition: readonly {
        http_error_code_returned_equals: string | null;
        key_prefix_equals: string | null;
      }[];
      redirect: readonly {
        host_name: string | null;
        http_redirect_code: string | null;
        protocol: string | null;
        replace_key_prefix_with: string | null;
        replace_key_with: string | null;
      }[];
    }[];
  };
  aws_s3_bucket_cors_configuration: {
    bucket: string;
    expected_bucket_owner: string | null;
    id: string | null;
    cors_rule: readonly {
      allowed_headers: readonly string[];
      allowed_methods: readonly string[];
      allowed_origins: readonly string[];
      expose_headers: readonly string[];
      id: string | null;
      max_age_seconds: number | null;
    }[];
  };
  aws_s3_bucket_logging: {
    bucket: string;
    expected_bucket_owner: string | null;
    id: string | null;
    target_bucket: string;
    target_prefix: string;
    target_grant: readonly {
      permission: string;
      grantee: readonly {
        display_name: string | null;
        email_address: string | null;
        id: string | null;
        type: string;
        uri: string | null;
      }[];
    }[];
    target_object_key_format: readonly {
      partitioned_prefix: readonly {
        partition_date_source: string;
      }[];
      simple_prefix: readonly {
      }[];
    }[];
  };
  aws_s3_bucket_request_payment_configuration: {
    bucket: string;
    expected_bucket_owner: string | null;
    id: string | null;
    payer: string;
  };
  aws_s3_bucket_accelerate_configuration: {
    bucket: string;
    expected_bucket_owner: string | null;
    id: string | null;
    status: string;
  };
  aws_s3_bucket_object_lock_configuration: {
    bucket: string;
    expected_bucket_owner: string | null;
    id: string | null;
    object_lock_enabled: string | null;
    token: string | null;
    rule: readonly {
      default_retention: readonly {
        days: number | null;
        mode: string | null;
        years: number | null;
      }[];
    }[];
  };
  aws_s3_bucket_replication_configuration: {
    bucket: string;
    id: string | null;
    role: string;
    token: string | null;
    rule: readonly {
      id: string | null;
      prefix: string | null;
      priority: number | null;
      status: string;
      delete_marker_replication: readonly {
        status: string;
      }[];
      destination: readonly {
        account: string | null;
        bucket: string;
        storage_class: string | null;
        access_control_translation: readonly {
          owner: string;
        }[];
        encryption_configuration: readonly {
          replica_kms_key_id: string;
        }[];
        metrics: readonly {
          status: string;
          event_threshold: readonly {
            minutes: number;
          }[];
        }[];
        replication_time: readonly {
          status: string;
          time: readonly {
            minutes: number;
          }[];
        }[];
      }[];
      existing_object_replication: readonly {
        status: string;
      }[];
      filter: readonly {
        prefix: string | null;
        and: readonly {
          prefix: string | null;
          tags: Readonly<Record<string, string>>;
        }[];
        tag: readonly {
          key: string;
          value: string;
        }[];
      }[];
      source_selection_criteria: readonly {
        replica_modifications: readonly {
          status: string;
        }[];
        sse_kms_encrypted_objects: readonly {
          status: string;
        }[];
      }[];
    }[];
  };
  aws_s3_object_copy: {
    acl: string | null;
    arn: string | null;
    bucket: string;
    bucket_key_enabled: boolean | null;
    cache_control: string | null;
    checksum_algorithm: string | null;
    checksum_crc32: string | null;
    checksum_crc32c: string | null;
    checksum_crc64nvme: string | null;
    checksum_sha1: string | null;
    checksum_sha256: string | null;
    content_disposition: string | null;
    content_encoding: string | null;
    content_language: string | null;
    content_type: string | null;
    copy_if_match: string | null;
    copy_if_modified_since: string | null;
    copy_if_none_match: string | null;
    copy_if_unmodified_since: string | null;
    customer_algorithm: string | null;
    customer_key: string | null;
    customer_key_md5: string | null;
    etag: string | null;
    expected_bucket_owner: string | null;
    expected_source_bucket_owner: string | null;
    expiration: string | null;
    expires: string | null;
    force_destroy: boolean | null;
    id: string | null;
    key: string;
    kms_encryption_context: string | null;
    kms_key_id: string | null;
    last_modified: string | null;
    metadata: Readonly<Record<string, string>>;
    metadata_directive: string | null;
    object_lock_legal_hold_status: string | null;
    object_lock_mode: string | null;
    object_lock_retain_until_date: string | null;
    request_charged: boolean | null;
    request_payer: string | null;
    server_side_encryption: string | null;
    source: string;
    source_customer_algorithm: string | null;
    source_customer_key: string | null;
    source_customer_key_md5: string | null;
    source_version_id: string | null;
    storage_class: string | null;
    tagging_directive: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    version_id: string | null;
    website_redirect: string | null;
    grant: readonly {
      email: string | null;
      id: string | null;
      permissions: readonly string[];
      type: string;
      uri: string | null;
    }[];
    override_provider: readonly {
      default_tags: readonly {
        tags: Readonly<Record<string, string>>;
      }[];
    }[];
  };
  aws_s3_bucket_object: {
    acl: string | null;
    arn: string | null;
    bucket: string;
    bucket_key_enabled: boolean | null;
    cache_control: string | null;
    content: string | null;
    content_base64: string | null;
    content_disposition: string | null;
    content_encoding: string | null;
    content_language: string | null;
    content_type: string | null;
    etag: string | null;
    force_destroy: boolean | null;
    id: string | null;
    key: string;
    kms_key_id: string | null;
    metadata: Readonly<Record<string, string>>;
    object_lock_legal_hold_status: string | null;
    object_lock_mode: string | null;
    object_lock_retain_until_date: string | null;
    server_side_encryption: string | null;
    source: string | null;
    source_hash: string | null;
    storage_class: string | null;
    tags: Readonly<Record<string, string>>;
    tags_all: Readonly<Record<string, string>>;
    version_id: string | null;
    website_redirect: string | null;
  };
}
