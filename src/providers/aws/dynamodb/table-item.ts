import { isDeepStrictEqual } from "node:util";
import type { Aws } from "../framework/aws.ts";
import { defineDataSource, defineResource, Refusal } from "../framework/behaviour.ts";
import { isRefusal, unless } from "../framework/call-error.ts";
import { given, someEntries } from "../framework/given.ts";
import { sameJson } from "../framework/json.ts";
import type { DynamodbResources } from "../schema/dynamodb.generated.ts";
import type { DynamodbDataSources } from "../schema/dynamodb-data.generated.ts";
import { itemFromJson, itemToJson } from "./attribute-json.ts";

type TableItem = DynamodbResources["aws_dynamodb_table_item"];

/** The part of an item that is its key. */
function keyOf(planned: TableItem) {
  const item = itemFromJson(planned.item);
  const names = [planned.hash_key, ...(planned.range_key ? [planned.range_key] : [])];
  return Object.fromEntries(names.flatMap((name) => (item[name] ? [[name, item[name]]] : [])));
}

/** Ids are the table, the key's names, and the key's values. */
function idOf(planned: TableItem): string {
  const values = Object.values(keyOf(planned)).map((value) => String(value.S ?? value.N ?? Buffer.from(value.B ?? [])));
  return [
    planned.table_name,
    planned.hash_key,
    ...values.slice(0, 1),
    ...(planned.range_key ? [planned.range_key, ...values.slice(1)] : []),
  ].join("|");
}

export const awsDynamodbTableItem = defineResource<TableItem>({
  title: "DynamoDB Table Item",
  words: { creating: ({ table_name }) => `creating DynamoDB Table (${table_name}) Item` },
  importable: false,
  named: (planned) => planned.table_name,
  equivalent: { item: sameJson },

  async create(planned, aws) {
    try {
      await aws.call("dynamodb", "PutItem", {
        TableName: planned.table_name,
        Item: itemFromJson(planned.item),
        // An item that is there already is not Terraform's.
        ConditionExpression: "attribute_not_exists(#hk)",
        ExpressionAttributeNames: { "#hk": planned.hash_key },
      });
    } catch (error) {
      if (isRefusal(error, "ConditionalCheckFailedException")) throw new Refusal(error.message);
      throw error;
    }
    return { id: idOf(planned) };
  },

  async read(state, aws) {
    const found = await findItem(aws, state.table_name, keyOf(state));
    return found && { item: sameJson(state.item, itemToJson(found)) ? state.item : itemToJson(found) };
  },

  async update(planned, aws, prior) {
    const moved = !isDeepStrictEqual(keyOf(planned), keyOf(prior));
    await aws.call("dynamodb", "PutItem", { TableName: planned.table_name, Item: itemFromJson(planned.item) });
    if (moved) await aws.call("dynamodb", "DeleteItem", { TableName: prior.table_name, Key: keyOf(prior) });
    return idOf(planned);
  },

  async delete(prior, aws) {
    await unless(
      aws.call("dynamodb", "DeleteItem", { TableName: prior.table_name, Key: keyOf(prior) }),
      "ResourceNotFoundException",
    );
  },
});

async function findItem(aws: Aws, TableName: string, Key: ReturnType<typeof keyOf>) {
  const answer = await unless(
    aws.call("dynamodb", "GetItem", { TableName, Key, ConsistentRead: true }),
    "ResourceNotFoundException",
  );
  return answer?.Item;
}

export const awsDynamodbTableItemData = defineDataSource<DynamodbDataSources["aws_dynamodb_table_item"]>({
  title: "DynamoDB Table Item",
  async read(config, aws) {
    const Key = itemFromJson(config.key);
    const { Item } = await aws.call("dynamodb", "GetItem", {
      TableName: config.table_name,
      Key,
      ConsistentRead: true,
      ExpressionAttributeNames: someEntries(config.expression_attribute_names),
      ProjectionExpression: given(config.projection_expression),
    });
    if (!Item) throw new Refusal(`reading DynamoDB Table Item: couldn't find resource`);
    const values = Object.values(Key).map((value) => String(value.S ?? value.N ?? value.B ?? ""));
    return {
      id: [config.table_name, ...values].join("|"),
      expression_attribute_names: config.expression_attribute_names,
      // As Go's encoder ends it.
      item: `${itemToJson(Item)}\n`,
      projection_expression: config.projection_expression,
    };
  },
});
