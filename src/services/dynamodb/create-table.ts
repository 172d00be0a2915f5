import { randomUUID } from "node:crypto";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { DynamoInput, DynamoOperation } from "./operation.ts";
import { invalidParameter } from "./refusal.ts";
import { tableArn } from "./table/arn.ts";
import { describeNewTable } from "./table/describe.ts";
import { readEncryption } from "./table/encryption.ts";
import { creatingFor } from "./table/moments.ts";
import { checkBuilt } from "./table/not-built.ts";
import { readGlobalIndexes, readLocalIndexes } from "./table/read-indexes.ts";
import { readDefinitions, readTableKeySchema } from "./table/read-key-schema.ts";
import { readOnDemand, readTableThroughput, readWarmThroughput } from "./table/read-throughput.ts";
import { checkPolicy } from "./table/resource-policy.ts";
import { newStream, openStream } from "./table/stream-settings.ts";
import { type KeySchema, keyAttributesOf, type SecondaryIndex, type Table } from "./table/table.ts";
import { tableNameOf } from "./table/table-name.ts";
import { readTable, writeTable } from "./table/table-store.ts";
import { readTags } from "./table/table-tags.ts";

export const createTable: DynamoOperation<"CreateTable"> = (input, context) => {
  const now = context.clock.now();
  const table = newTable(input, context, now);
  if (readTable(context.store, context, table.name, now)) {
    throw new ServiceException("ResourceInUseException", `Table already exists: ${table.name}`);
  }
  writeTable(context.store, table);
  openStream(context.store, table, now);
  return { TableDescription: describeNewTable(table, now) };
};

/** The table that a request describes; imports and restores make theirs of the same parameters. */
export function newTable(
  input: DynamoInput<"CreateTable">,
  context: Pick<OperationContext, "account" | "principal" | "region">,
  now: number,
): Table {
  const name = tableNameOf(input.TableName!, context, "CreateTable");
  const billingMode = input.BillingMode ?? "PROVISIONED";
  checkBuilt(input, "CreateTable");
  const throughput = readTableThroughput(input.ProvisionedThroughput, billingMode, context.region);
  const definitions = readDefinitions(input.AttributeDefinitions);
  const keys = readTableKeySchema(input.KeySchema!, definitions);
  const local = readLocalIndexes(input.LocalSecondaryIndexes, keys, definitions);
  const global = readGlobalIndexes(
    input.GlobalSecondaryIndexes,
    definitions,
    { billingMode, region: context.region },
    local,
  );
  checkAllUsed(keys, [...local, ...global], [...definitions.keys()]);
  const tags = input.Tags ? readTags(input.Tags) : [];
  if (input.ResourcePolicy !== undefined) checkPolicy(input.ResourcePolicy);
  const activeAt = now + creatingFor;
  return {
    name,
    account: context.account,
    region: context.region,
    arn: tableArn(context, name),
    id: randomUUID(),
    createdAt: now,
    activeAt,
    updatesUntil: activeAt,
    keys,
    indexes: [...local, ...global],
    definitions: [...definitions.keys()],
    billingMode,
    ...(billingMode === "PAY_PER_REQUEST" ? { onDemandSince: now } : {}),
    throughput,
    ...readOnDemand(input.OnDemandThroughput, billingMode),
    ...readWarmThroughput(input.WarmThroughput, { throughput, billingMode }, activeAt),
    ...(input.StreamSpecification ? newStream(input.StreamSpecification, now) : {}),
    ...readEncryption(input.SSESpecification, context),
    ...(input.TableClass ? { tableClass: input.TableClass } : {}),
    deletionProtection: input.DeletionProtectionEnabled ?? false,
    tags,
    replicas: [],
    ...(input.ResourcePolicy ? { resourcePolicy: { text: input.ResourcePolicy, revision: String(now) } } : {}),
  };
}

function checkAllUsed(keys: KeySchema, indexes: readonly SecondaryIndex[], defined: readonly string[]): void {
  const used = new Set([keys, ...indexes.map((index) => index.keys)].flatMap(keyAttributesOf).map(({ name }) => name));
  if (used.size === defined.length) return;
  throw invalidParameter(
    indexes.length === 0
      ? "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions"
      : `Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(", ")}], keys used: [${[...used].join(", ")}]`,
  );
}
