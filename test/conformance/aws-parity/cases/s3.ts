/** Buckets, each of their settings written apart, and objects. */
import { data, importedBy, type Made, type ParityCase, policyDocument, resource } from "../parity-case.ts";

const of = (bucket: string, more: object) => (made: Made) => ({ bucket: made(bucket, "id"), ...more });
const setting = (type: string, name: string, bucket: string, config: object, update?: object) =>
  resource(`aws_s3_bucket_${type}`, name, of(bucket, config), update && of(bucket, update));

const policy = (action: string) => (made: Made) => ({
  bucket: made("sbucket", "id"),
  policy: policyDocument({
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: action,
    Resource: `${made("sbucket", "arn")}/*`,
  }),
});

const lifecycleRule = (id: string, more: object) => ({ id, status: "Enabled", expiration: [{ days: 90 }], ...more });
const rules = (filters: readonly object[]) => ({
  rule: filters.map((filter, index) => lifecycleRule(`rule-${index}`, { filter: [filter] })),
});

/** What a filter can say; reversed, every rule's says something else. */
const FILTERS = [
  {},
  { prefix: "" },
  { prefix: "logs/" },
  { tag: [{ key: "k", value: "v" }] },
  { and: [{ prefix: "a/", tags: { a: "b", c: "d" } }] },
  { and: [{ object_size_greater_than: 10, object_size_less_than: 100 }] },
  { object_size_greater_than: 0 },
  { object_size_greater_than: 500 },
  { object_size_less_than: 500 },
  { and: [{ tags: { a: "b", c: "d" } }] },
];

export const s3Cases: readonly ParityCase[] = [
  {
    name: "bucket and its settings",
    steps: [
      resource(
        "aws_s3_bucket",
        "sbucket",
        { bucket: "parity-settings", force_destroy: true, tags: { a: "b" } },
        { bucket: "parity-settings", force_destroy: true, tags: { c: "d" } },
      ),
      resource("aws_s3_bucket", "prefixed", { bucket_prefix: "parity-pre-" }),
      resource("aws_s3_bucket", "locked", { bucket: "parity-locked", object_lock_enabled: true }),
      setting(
        "versioning",
        "versioning",
        "sbucket",
        { versioning_configuration: [{ status: "Enabled" }] },
        { versioning_configuration: [{ status: "Suspended" }] },
      ),
      setting(
        "public_access_block",
        "block",
        "sbucket",
        { block_public_acls: true, block_public_policy: false },
        { block_public_acls: false, ignore_public_acls: true },
      ),
      setting(
        "ownership_controls",
        "owner",
        "sbucket",
        { rule: [{ object_ownership: "BucketOwnerPreferred" }] },
        { rule: [{ object_ownership: "ObjectWriter" }] },
      ),
      resource("aws_s3_bucket_acl", "acl", of("sbucket", { acl: "private" }), of("sbucket", { acl: "public-read" })),
      resource("aws_s3_bucket_policy", "policy", policy("s3:GetObject"), policy("s3:PutObject")),
      setting(
        "server_side_encryption_configuration",
        "encryption",
        "sbucket",
        { rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "AES256" }] }] },
        {
          rule: [{ bucket_key_enabled: true, apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms" }] }],
        },
      ),
      setting(
        "cors_configuration",
        "cors",
        "sbucket",
        { cors_rule: [{ allowed_methods: ["GET"], allowed_origins: ["*"], max_age_seconds: 30 }] },
        {
          cors_rule: [
            { allowed_methods: ["PUT", "POST"], allowed_origins: ["https://a.example"], allowed_headers: ["*"] },
          ],
        },
      ),
      setting(
        "website_configuration",
        "website",
        "sbucket",
        { index_document: [{ suffix: "index.html" }], error_document: [{ key: "error.html" }] },
        {
          index_document: [{ suffix: "index.html" }],
          routing_rule: [
            {
              condition: [{ key_prefix_equals: "docs/" }],
              redirect: [{ replace_key_prefix_with: "documents/" }],
            },
          ],
        },
      ),
      resource(
        "aws_s3_bucket_logging",
        "logging",
        (made) => ({ bucket: made("sbucket", "id"), target_bucket: made("prefixed", "id"), target_prefix: "log/" }),
        (made) => ({ bucket: made("sbucket", "id"), target_bucket: made("prefixed", "id"), target_prefix: "logs/" }),
      ),
      setting("request_payment_configuration", "payer", "sbucket", { payer: "Requester" }, { payer: "BucketOwner" }),
      setting("accelerate_configuration", "fast", "sbucket", { status: "Enabled" }, { status: "Suspended" }),
      setting(
        "object_lock_configuration",
        "lock",
        "locked",
        { rule: [{ default_retention: [{ mode: "GOVERNANCE", days: 1 }] }] },
        { rule: [{ default_retention: [{ mode: "COMPLIANCE", days: 2 }] }] },
      ),
      setting("notification", "events", "prefixed", { eventbridge: true }),
      data("aws_s3_bucket", "bucketd", (made) => ({ bucket: made("sbucket", "id") })),
      data("aws_s3_bucket_policy", "policyd", (made) => ({ bucket: made("sbucket", "id") })),
      data("aws_canonical_user_id", "canonical"),
    ],
  },
  {
    name: "bucket lifecycle filters",
    steps: [
      resource("aws_s3_bucket", "filtered", { bucket: "parity-filters" }),
      setting("lifecycle_configuration", "filters", "filtered", rules(FILTERS)),
    ],
  },
  // The real provider waits a minute after each change of rules: as few of them as say everything, beside each other.
  {
    name: "bucket lifecycle rules of the older kind, and changed",
    steps: [
      resource("aws_s3_bucket", "olden", { bucket: "parity-older-rules" }),
      setting(
        "lifecycle_configuration",
        "older",
        "olden",
        { rule: [lifecycleRule("a", { prefix: "old/" }), lifecycleRule("b", { prefix: "" }), lifecycleRule("c", {})] },
        {
          rule: [
            lifecycleRule("a", { filter: [{ prefix: "old/" }] }),
            {
              ...lifecycleRule("b", { filter: [{}], expiration: [{ date: "2040-02-01T00:00:00Z" }] }),
              transition: [{ date: "2040-01-01T00:00:00Z", storage_class: "GLACIER" }],
            },
            lifecycleRule("c", { filter: [{ and: [{ prefix: "old/", tags: { a: "b" } }] }] }),
            // AWS takes this beside anything but tags.
            lifecycleRule("d", {
              filter: [{ and: [{ prefix: "old/", object_size_greater_than: 5 }] }],
              abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
            }),
            lifecycleRule("e", {
              filter: [{ prefix: "logs/" }],
              transition: [{ days: 30, storage_class: "GLACIER" }],
              noncurrent_version_expiration: [{ noncurrent_days: 5 }],
            }),
            ...rules(FILTERS.toReversed()).rule,
          ],
        },
      ),
    ],
  },
  {
    name: "bucket replication",
    steps: [
      resource("aws_s3_bucket", "from", { bucket: "parity-from" }),
      resource("aws_s3_bucket", "to", { bucket: "parity-to" }),
      setting("versioning", "fromv", "from", { versioning_configuration: [{ status: "Enabled" }] }),
      setting("versioning", "tov", "to", { versioning_configuration: [{ status: "Enabled" }] }),
      resource("aws_s3_bucket_replication_configuration", "replication", (made) => ({
        bucket: made("from", "id"),
        role: "arn:aws:iam::123456789012:role/replication",
        rule: [
          {
            id: "all",
            status: "Enabled",
            filter: [{ prefix: "data/" }],
            delete_marker_replication: [{ status: "Disabled" }],
            destination: [{ bucket: made("to", "arn"), storage_class: "STANDARD" }],
          },
        ],
      })),
    ],
  },
  {
    name: "objects",
    steps: [
      resource("aws_s3_bucket", "obucket", { bucket: "parity-objects", force_destroy: true }),
      importedBy(
        resource(
          "aws_s3_object",
          "object",
          of("obucket", { key: "a/b.txt", content: "hello", content_type: "text/plain", tags: { a: "b" } }),
          of("obucket", { key: "a/b.txt", content: "changed", metadata: { k: "v" }, cache_control: "max-age=1" }),
        ),
        () => "parity-objects/a/b.txt",
      ),
      importedBy(
        resource("aws_s3_object", "file", of("obucket", { key: "function.zip", source: "function.zip" })),
        () => "parity-objects/function.zip",
      ),
      importedBy(
        resource("aws_s3_bucket_object", "older", of("obucket", { key: "older", content_base64: "aGk=" })),
        () => "parity-objects/older",
      ),
      importedBy(
        resource("aws_s3_object_copy", "copy", of("obucket", { key: "copied", source: "parity-objects/a/b.txt" })),
        false,
      ),
      data("aws_s3_object", "objectd", of("obucket", { key: "a/b.txt" })),
      data("aws_s3_objects", "objectsd", of("obucket", {})),
    ],
  },
];
