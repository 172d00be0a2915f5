/** Secondary indexes as they come in CreateTable and UpdateTable. */
import { randomUUID } from "node:crypto";
import type { GlobalSecondaryIndex, LocalSecondaryIndex, Projection as WireProjection } from "@aws-sdk/client-dynamodb";
import { invalidParameter } from "../refusal.ts";
import { type Definitions, readGlobalKeySchema, readKeySchema } from "./read-key-schema.ts";
import { readIndexThroughput, readOnDemand, readWarmThroughput } from "./read-throughput.ts";
import type { KeySchema, Projection, SecondaryIndex, Table } from "./table.ts";

const mostLocal = 5;
export const mostGlobal = 20;
const mostIncluded = 20;
const mostIncludedInAll = 100;

export function readLocalIndexes(
  indexes: readonly LocalSecondaryIndex[] | undefined,
  tableKeys: KeySchema,
  definitions: Definitions,
): SecondaryIndex[] {
  if (!indexes) return [];
  if (indexes.length === 0) throw invalidParameter("List of LocalSecondaryIndexes is empty");
  if (tableKeys.range.length === 0) {
    throw invalidParameter(
      "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex",
    );
  }
  const read = indexes.map((index) => readLocalIndex(index, tableKeys, definitions));
  checkNames(read);
  if (read.length > mostLocal) {
    throw invalidParameter(`Number of LocalSecondaryIndexes exceeds per-table limit of ${mostLocal}`);
  }
  return read;
}

function readLocalIndex(index: LocalSecondaryIndex, tableKeys: KeySchema, definitions: Definitions): SecondaryIndex {
  const name = index.IndexName!;
  const keys = readKeySchema(index.KeySchema!, definitions);
  if (keys.range.length === 0) throw invalidParameter(`Index KeySchema does not have a range key for index: ${name}`);
  const [own, table] = [keys.hash[0]!.name, tableKeys.hash[0]!.name];
  if (own !== table) {
    throw invalidParameter(
      `Index KeySchema does not have the same leading hash key as table KeySchema for index: ${name}. index hash key: ${own}, table hash key: ${table}`,
    );
  }
  const projection = readProjectionType(index.Projection!);
  return {
    name,
    id: randomUUID(),
    kind: "local",
    keys,
    projection,
    throughput: { read: 0, write: 0 },
    state: "ACTIVE",
  };
}

export function readGlobalIndexes(
  indexes: readonly GlobalSecondaryIndex[] | undefined,
  definitions: Definitions,
  { billingMode, region }: Pick<Table, "billingMode" | "region">,
  others: readonly SecondaryIndex[],
): SecondaryIndex[] {
  if (!indexes) return [];
  if (indexes.length === 0) throw invalidParameter("List of GlobalSecondaryIndexes is empty");
  const read = indexes.map((index) => readGlobalIndex(index, definitions, billingMode, region));
  checkNames([...others, ...read]);
  checkIncluded([...others, ...read]);
  if (read.length > mostGlobal) {
    throw invalidParameter(`GlobalSecondaryIndex count exceeds the per-table limit of ${mostGlobal}`);
  }
  return read;
}

export function readGlobalIndex(
  index: GlobalSecondaryIndex,
  definitions: Definitions,
  billingMode: Table["billingMode"],
  region: string,
): SecondaryIndex {
  const name = index.IndexName!;
  const keys = readGlobalKeySchema(index.KeySchema!, definitions);
  const projection = readProjectionType(index.Projection!);
  const throughput = readIndexThroughput(name, index.ProvisionedThroughput, billingMode, region);
  return {
    name,
    id: randomUUID(),
    kind: "global",
    keys,
    projection,
    throughput,
    state: "ACTIVE",
    ...readOnDemand(index.OnDemandThroughput, billingMode, name),
    ...readWarmThroughput(index.WarmThroughput, { throughput, billingMode, index: name }),
  };
}

function readProjectionType({ ProjectionType: type, NonKeyAttributes: attributes }: WireProjection): Projection {
  if (!type) throw invalidParameter("Unknown ProjectionType: null");
  if (attributes && type !== "INCLUDE") {
    throw invalidParameter(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
  }
  if (type === "INCLUDE" && !attributes) {
    throw invalidParameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
  }
  if (attributes && attributes.length > mostIncluded) {
    throw invalidParameter(`Number of NonKeyAttributes exceeds the limit of ${mostIncluded}`);
  }
  const duplicate = attributes?.find((name, i) => attributes.indexOf(name) < i);
  if (duplicate !== undefined) throw invalidParameter(`Duplicate element in NonKeyAttributes: ${duplicate}`);
  return { type, attributes: attributes ?? [] };
}

function checkIncluded(indexes: readonly SecondaryIndex[]): void {
  let count = 0;
  for (const { projection } of indexes) count += projection.attributes.length;
  if (count <= mostIncludedInAll) return;
  throw invalidParameter(`Number of NonKeyAttributes in all indexes exceeds the limit of ${mostIncludedInAll}`);
}

function checkNames(indexes: readonly SecondaryIndex[]): void {
  const seen = new Set<string>();
  for (const { name } of indexes) {
    if (seen.has(name)) throw invalidParameter(`Duplicate index name: ${name}`);
    seen.add(name);
  }
}
