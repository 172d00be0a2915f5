/**
 * The order in which AWS's older sentences tell of an operation's members when several are wrong, as public
 * implementations of the protocol have it from the service. Members that are not named come last, in the model's order.
 */
import { type Wording, wording } from "../refusal.ts";

const older: Readonly<Record<string, readonly string[]>> = {
  PutItem: [
    "ReturnConsumedCapacity",
    "TableName",
    "Item",
    "ConditionalOperator",
    "Expected",
    "ReturnValues",
    "ReturnItemCollectionMetrics",
  ],
  GetItem: ["ReturnConsumedCapacity", "AttributesToGet", "TableName", "Key"],
  DeleteItem: [
    "ReturnConsumedCapacity",
    "TableName",
    "ReturnValues",
    "ReturnItemCollectionMetrics",
    "Key",
    "ConditionalOperator",
    "Expected",
  ],
  UpdateItem: [
    "ReturnConsumedCapacity",
    "TableName",
    "ReturnItemCollectionMetrics",
    "ReturnValues",
    "Key",
    "ConditionalOperator",
    "Expected",
    "AttributeUpdates",
  ],
  Query: [
    "Select",
    "IndexName",
    "ReturnConsumedCapacity",
    "QueryFilter",
    "TableName",
    "ConditionalOperator",
    "AttributesToGet",
    "Limit",
    "KeyConditions",
  ],
  Scan: [
    "Select",
    "IndexName",
    "TotalSegments",
    "ReturnConsumedCapacity",
    "TableName",
    "ConditionalOperator",
    "ScanFilter",
    "Segment",
    "Limit",
    "AttributesToGet",
  ],
  BatchGetItem: ["ReturnConsumedCapacity", "RequestItems"],
  BatchWriteItem: ["ReturnConsumedCapacity", "ReturnItemCollectionMetrics", "RequestItems"],
  CreateTable: [
    "AttributeDefinitions",
    "TableName",
    "BillingMode",
    "ProvisionedThroughput",
    "KeySchema",
    "LocalSecondaryIndexes",
    "GlobalSecondaryIndexes",
  ],
  UpdateTable: ["TableName", "ProvisionedThroughput", "BillingMode", "GlobalSecondaryIndexUpdates"],
};

const orders: Readonly<Record<Wording, typeof older>> = { "2025": older, "2026": {} };

export const memberOrders = orders[wording];
