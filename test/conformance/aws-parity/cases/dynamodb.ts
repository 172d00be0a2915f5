import { data, type ParityCase, resource } from "../parity-case.ts";

const KEYS = {
  name: "parity",
  billing_mode: "PAY_PER_REQUEST",
  hash_key: "pk",
  attribute: [{ name: "pk", type: "S" }],
};

export const dynamodbCases: readonly ParityCase[] = [
  {
    name: "DynamoDB table on demand",
    steps: [
      resource("aws_dynamodb_table", "table", KEYS, {
        ...KEYS,
        attribute: [
          { name: "pk", type: "S" },
          { name: "g", type: "N" },
        ],
        global_secondary_index: [{ name: "by-g", hash_key: "g", projection_type: "ALL" }],
        ttl: [{ attribute_name: "expires", enabled: true }],
        stream_enabled: true,
        stream_view_type: "NEW_IMAGE",
        point_in_time_recovery: [{ enabled: true }],
        tags: { a: "b" },
      }),
      data("aws_dynamodb_table", "found", (made) => ({ name: made("table", "name") })),
    ],
  },
  {
    name: "DynamoDB table with provisioned capacity",
    steps: [
      resource(
        "aws_dynamodb_table",
        "table",
        { ...KEYS, name: "provisioned", billing_mode: "PROVISIONED", read_capacity: 1, write_capacity: 1 },
        { ...KEYS, name: "provisioned", billing_mode: "PROVISIONED", read_capacity: 2, write_capacity: 1 },
      ),
    ],
  },
];
