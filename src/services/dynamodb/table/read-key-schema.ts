/** KeySchema and AttributeDefinitions of a request as a key, with AWS's checks of the one against the other. */
import type { AttributeDefinition, KeySchemaElement } from "@aws-sdk/client-dynamodb";
import { invalidParameter, refusal } from "../refusal.ts";
import type { KeyAttribute, KeyAttributeType, KeySchema } from "./table.ts";

/** Of each kind, in the keys of global indexes. */
const mostParts = 4;

export type Definitions = ReadonlyMap<string, KeyAttributeType>;

export function readDefinitions(definitions: readonly AttributeDefinition[] | undefined): Definitions {
  const read = new Map<string, KeyAttributeType>();
  for (const { AttributeName: name, AttributeType: type } of definitions ?? []) {
    if (read.has(name!)) throw refusal(`Attribute Name is duplicated: ${name}`);
    read.set(name!, type!);
  }
  return read;
}

/** A table's own key. */
export function readTableKeySchema(schema: readonly KeySchemaElement[], definitions: Definitions): KeySchema {
  // With two attributes, or without definitions, AWS does not say which one is missing.
  const vague = schema.length > 1 || definitions.size === 0;
  if (vague && schema.some(({ AttributeName: name }) => !definitions.has(name!))) {
    throw refusal("Invalid KeySchema: Some index key attribute have no definition");
  }
  return readKeySchema(schema, definitions);
}

/** A key of one hash and perhaps one range attribute. */
export function readKeySchema(schema: readonly KeySchemaElement[], definitions: Definitions): KeySchema {
  checkDefined(schema, definitions);
  const [first, second] = schema;
  if (first!.KeyType !== "HASH") throw refusal("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  if (second && first!.AttributeName === second.AttributeName) {
    throw refusal("Both the Hash Key and the Range Key element in the KeySchema have the same name");
  }
  if (second && second.KeyType !== "RANGE") {
    throw refusal("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");
  }
  return keyOf(schema, definitions);
}

/** A global index's key: up to four hash attributes, then up to four range attributes. */
export function readGlobalKeySchema(schema: readonly KeySchemaElement[], definitions: Definitions): KeySchema {
  if (schema.length <= 2 && schema[1]?.KeyType !== "HASH") return readKeySchema(schema, definitions);
  checkDefined(schema, definitions);
  if (schema[0]!.KeyType !== "HASH") {
    throw refusal("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
  }
  if (new Set(schema.map(({ AttributeName }) => AttributeName)).size < schema.length) {
    throw refusal("The KeySchema contains multiple key attributes with the same name");
  }
  if (schema.some(({ KeyType }, i) => KeyType === "HASH" && schema[i - 1]?.KeyType === "RANGE")) {
    throw invalidParameter("All HASH key attributes must precede RANGE key attributes in the KeySchema");
  }
  const key = keyOf(schema, definitions);
  for (const [kind, { length }] of [["HASH", key.hash] as const, ["RANGE", key.range] as const]) {
    if (length <= mostParts) continue;
    throw invalidParameter(`The KeySchema exceeds the maximum allowed number of ${kind} key attributes`);
  }
  return key;
}

function checkDefined(schema: readonly KeySchemaElement[], definitions: Definitions): void {
  const names = schema.map(({ AttributeName }) => AttributeName!);
  if (names.every((name) => definitions.has(name))) return;
  throw invalidParameter(
    `Some index key attributes are not defined in AttributeDefinitions. Keys: [${names.join(", ")}], AttributeDefinitions: [${[...definitions.keys()].join(", ")}]`,
  );
}

function keyOf(schema: readonly KeySchemaElement[], definitions: Definitions): KeySchema {
  const attributes = (wanted: string): KeyAttribute[] =>
    schema
      .filter(({ KeyType }) => KeyType === wanted)
      .map(({ AttributeName: name }) => ({ name: name!, type: definitions.get(name!)! }));
  return { hash: attributes("HASH"), range: attributes("RANGE") };
}
