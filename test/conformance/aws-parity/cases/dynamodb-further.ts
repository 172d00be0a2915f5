import { data, importedBy, type ParityCase, policyDocument, resource } from "../parity-case.ts";

const table = (name: string, more: object = {}) => ({
  name,
  billing_mode: "PAY_PER_REQUEST",
  hash_key: "pk",
  attribute: [{ name: "pk", type: "S" }],
  ...more,
});

export const furtherDynamodbCases: readonly ParityCase[] = [
  {
    name: "DynamoDB items, tags, insights, policies, exports",
    steps: [
      resource(
        "aws_dynamodb_table",
        "table",
        table("parity-further", {
          point_in_time_recovery: [{ enabled: true }],
          server_side_encryption: [{ enabled: true }],
          table_class: "STANDARD_INFREQUENT_ACCESS",
          deletion_protection_enabled: true,
        }),
        table("parity-further", { point_in_time_recovery: [{ enabled: true }], table_class: "STANDARD" }),
      ),
      resource(
        "aws_dynamodb_table",
        "indexed",
        table("parity-indexed", {
          range_key: "sk",
          attribute: [
            { name: "pk", type: "S" },
            { name: "sk", type: "N" },
            { name: "l", type: "B" },
          ],
          local_secondary_index: [{ name: "by-l", range_key: "l", projection_type: "KEYS_ONLY" }],
          global_secondary_index: [
            {
              name: "by-l-too",
              hash_key: "l",
              range_key: "sk",
              projection_type: "INCLUDE",
              non_key_attributes: ["a", "b"],
            },
          ],
        }),
      ),
      resource(
        "aws_dynamodb_table_item",
        "item",
        (made) => ({ table_name: made("table", "name"), hash_key: "pk", item: '{"pk":{"S":"a"},"n":{"N":"1"}}' }),
        (made) => ({
          table_name: made("table", "name"),
          hash_key: "pk",
          item: '{"pk":{"S":"a"},"n":{"N":"2"},"m":{"M":{"x":{"BOOL":true}}}}',
        }),
      ),
      importedBy(
        resource(
          "aws_dynamodb_tag",
          "tag",
          (made) => ({ resource_arn: made("indexed", "arn"), key: "k", value: "v" }),
          (made) => ({ resource_arn: made("indexed", "arn"), key: "k", value: "w" }),
        ),
        (made) => `${made("indexed", "arn")},k`,
      ),
      resource("aws_dynamodb_contributor_insights", "insights", (made) => ({ table_name: made("indexed", "name") })),
      importedBy(
        resource("aws_dynamodb_resource_policy", "policy", (made) => ({
          resource_arn: made("indexed", "arn"),
          policy: policyDocument({
            Effect: "Allow",
            Principal: { AWS: "*" },
            Action: "dynamodb:GetItem",
            Resource: made("indexed", "arn"),
          }),
        })),
        (made) => made("indexed", "arn"),
      ),
      resource("aws_s3_bucket", "exports", { bucket: "parity-exports", force_destroy: true }),
      resource(
        "aws_dynamodb_table_export",
        "export",
        (made) => ({ table_arn: made("table", "arn"), s3_bucket: made("exports", "id") }),
        undefined,
        ["arn", "id", "manifest_files_s3_key", "billed_size_in_bytes"],
      ),
      data("aws_dynamodb_table", "tabled", (made) => ({ name: made("indexed", "name") })),
      data("aws_dynamodb_table_item", "itemd", (made) => ({
        table_name: made("table", "name"),
        key: '{"pk":{"S":"a"}}',
      })),
    ],
  },
  {
    name: "DynamoDB replicas and global tables",
    steps: [
      resource(
        "aws_dynamodb_table",
        "replicated",
        table("parity-replicated", {
          stream_enabled: true,
          stream_view_type: "NEW_AND_OLD_IMAGES",
          replica: [{ region_name: "us-east-2" }],
        }),
        table("parity-replicated", {
          stream_enabled: true,
          stream_view_type: "NEW_AND_OLD_IMAGES",
          replica: [{ region_name: "us-east-2", propagate_tags: true }],
          tags: { a: "b" },
        }),
      ),
    ],
  },
];
