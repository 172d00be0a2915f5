/** A new table like an earlier one: what restores have in common. Streams, tags, TTL and policies are not restored. */
import { randomUUID } from "node:crypto";
import type {
  GlobalSecondaryIndex,
  LocalSecondaryIndex,
  OnDemandThroughput,
  ProvisionedThroughput,
  SSESpecification,
} from "@aws-sdk/client-dynamodb";
import type { OperationContext } from "../../../cloud/operation.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { type CopyJob, copyItems } from "../job/copy-items.ts";
import { tableArn } from "../table/arn.ts";
import { readEncryption } from "../table/encryption.ts";
import { readGlobalIndexes, readLocalIndexes } from "../table/read-indexes.ts";
import { readTableThroughput } from "../table/read-throughput.ts";
import { type KeyAttributeType, keyAttributesOf, type RestoredFrom, type Table } from "../table/table.ts";
import { checkTableName } from "../table/table-name.ts";
import { readTable, writeTable } from "../table/table-store.ts";

export interface RestoreOverrides {
  readonly TargetTableName?: string | undefined;
  readonly BillingModeOverride?: "PROVISIONED" | "PAY_PER_REQUEST" | undefined;
  readonly GlobalSecondaryIndexOverride?: GlobalSecondaryIndex[] | undefined;
  readonly LocalSecondaryIndexOverride?: LocalSecondaryIndex[] | undefined;
  readonly ProvisionedThroughputOverride?: ProvisionedThroughput | undefined;
  readonly OnDemandThroughputOverride?: OnDemandThroughput | undefined;
  readonly SSESpecificationOverride?: SSESpecification | undefined;
}

export function restoreTable(
  source: Table,
  overrides: RestoreOverrides,
  restored: RestoredFrom,
  items: Pick<CopyJob, "from" | "undoAfter">,
  context: OperationContext,
): Table {
  const now = context.clock.now();
  const name = overrides.TargetTableName!;
  checkTableName(name);
  if (readTable(context.store, context, name, now)) {
    throw new ServiceException("TableAlreadyExistsException", `Table already exists: ${name}`);
  }
  const table = restoredRecord(source, name, overrides, restored, context, now);
  writeTable(context.store, table);
  copyItems(context.cloud, {
    kind: "copy",
    to: { account: table.account, region: table.region, name, id: table.id },
    ...items,
  });
  return table;
}

function restoredRecord(
  source: Table,
  name: string,
  overrides: RestoreOverrides,
  restored: RestoredFrom,
  context: OperationContext,
  now: number,
): Table {
  const billingMode = overrides.BillingModeOverride ?? source.billingMode;
  const given = overrides.ProvisionedThroughputOverride;
  const throughput =
    given || billingMode !== source.billingMode
      ? readTableThroughput(given, billingMode, context.region)
      : source.throughput;
  const { encryption } = source;
  return {
    name,
    account: context.account,
    region: context.region,
    arn: tableArn(context, name),
    id: randomUUID(),
    createdAt: now,
    activeAt: Number.MAX_SAFE_INTEGER,
    updatesUntil: now,
    keys: source.keys,
    indexes: restoredIndexes(source, overrides, { billingMode, region: context.region }),
    ...(source.definitions ? { definitions: source.definitions } : {}),
    billingMode,
    ...(billingMode === "PAY_PER_REQUEST" ? { onDemandSince: now } : {}),
    throughput,
    ...(encryption ? { encryption } : {}),
    ...readEncryption(overrides.SSESpecificationOverride, context),
    ...(source.tableClass ? { tableClass: source.tableClass } : {}),
    deletionProtection: false,
    tags: [],
    replicas: [],
    restored,
  };
}

function restoredIndexes(
  source: Table,
  overrides: RestoreOverrides,
  target: Pick<Table, "billingMode" | "region">,
): Table["indexes"] {
  const types = new Map<string, KeyAttributeType>();
  for (const { keys } of [source, ...source.indexes]) {
    for (const { name, type } of keyAttributesOf(keys)) types.set(name, type);
  }
  const kept = (kind: "global" | "local"): Table["indexes"] =>
    source.indexes
      .filter((index) => index.kind === kind)
      .map((index) => ({ ...index, id: randomUUID(), state: "ACTIVE" }));
  const { GlobalSecondaryIndexOverride: global, LocalSecondaryIndexOverride: local } = overrides;
  return [
    ...(local ? readLocalIndexes(nonEmpty(local), source.keys, types) : kept("local")),
    ...(global ? readGlobalIndexes(nonEmpty(global), types, target, []) : kept("global")),
  ];
}

/** An empty override leaves the indexes out. */
function nonEmpty<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}
