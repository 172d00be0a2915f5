/** GlobalSecondaryIndexUpdates: indexes that come, go or change their throughput while the table lives. */
import type {
  CreateGlobalSecondaryIndexAction,
  GlobalSecondaryIndexUpdate,
  UpdateGlobalSecondaryIndexAction,
} from "@aws-sdk/client-dynamodb";
import type { DynamoInput } from "../operation.ts";
import { invalidParameter, limitExceeded, notFound, refusal } from "../refusal.ts";
import { changedOnDemand, changedThroughput, changedWarmth, keepingWarm, warmthOf } from "./change-throughput.ts";
import { updatingFor } from "./moments.ts";
import { mostGlobal, readGlobalIndex } from "./read-indexes.ts";
import { readDefinitions } from "./read-key-schema.ts";
import { keyAttributesOf, type SecondaryIndex, type Table } from "./table.ts";
import { hasMembers } from "./update-rules.ts";

type Input = DynamoInput<"UpdateTable">;

/** The checks that need no table. */
export function checkIndexUpdates(updates: readonly GlobalSecondaryIndexUpdate[]): void {
  if (updates.length === 0) throw invalidParameter("List of GlobalSecondaryIndexUpdates is empty");
  const seen = new Set<string>();
  for (const { Create, Delete, Update } of updates) {
    const name = (Create ?? Delete ?? Update)?.IndexName;
    if (name === undefined) {
      throw invalidParameter(
        "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null",
      );
    }
    if ([Create, Delete, Update].filter(Boolean).length > 1) {
      throw invalidParameter("Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object");
    }
    if (seen.has(name)) {
      throw invalidParameter(
        `Only one global secondary index update per index is allowed simultaneously. Index: ${name}`,
      );
    }
    seen.add(name);
    if (Update?.WarmThroughput && !hasMembers(Update.WarmThroughput)) {
      throw invalidParameter(
        `WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: ${name}`,
      );
    }
  }
}

/** `table` has the billing mode and units of the request already, `before` is the table as it was. */
export function updateIndexes(table: Table, before: Table, input: Input, now: number): Table {
  const updates = input.GlobalSecondaryIndexUpdates ?? [];
  checkOneAtATime(table, updates);
  const definitions = [...(table.definitions ?? [])];
  let indexes = table.indexes;
  for (const { Create, Delete, Update } of updates) {
    if (Create) {
      const index = created(table, indexes, Create, input);
      definitions.push(...keyAttributesOf(index.keys).map(({ name }) => name));
      indexes = [...indexes, index];
    } else if (Delete) {
      indexes = replaced(table, indexes, Delete.IndexName!, "delete", (index) => ({ ...index, state: "DELETING" }));
    } else {
      const change = (index: SecondaryIndex): SecondaryIndex => changed(table, before, index, Update!, now);
      indexes = replaced(table, indexes, Update!.IndexName!, "update", change);
    }
  }
  if (input.BillingMode === "PROVISIONED") checkAllHaveUnits(table, updates);
  return { ...table, indexes, ...(table.definitions ? { definitions: [...new Set(definitions)] } : {}) };
}

function checkOneAtATime(table: Table, updates: readonly GlobalSecondaryIndexUpdate[]): void {
  const moving = updates.filter(({ Create, Delete }) => Create ?? Delete).length;
  const underWay = table.indexes.some(({ state }) => state !== "ACTIVE");
  if (moving > 1 || (moving === 1 && underWay)) {
    throw limitExceeded("Only 1 online index can be created or deleted simultaneously per table");
  }
}

/** Its key attributes have to be defined in this request, but keep the type that the table knows them by. */
function created(
  table: Table,
  indexes: readonly SecondaryIndex[],
  given: CreateGlobalSecondaryIndexAction,
  { AttributeDefinitions: definitions }: Input,
): SecondaryIndex {
  if (!definitions) throw invalidParameter(`AttributeDefinitions is not specified for index: ${given.IndexName}`);
  const read = new Map(readDefinitions(definitions));
  for (const { name, type } of [table, ...indexes].flatMap(({ keys }) => keyAttributesOf(keys))) {
    if (read.has(name)) read.set(name, type);
  }
  const index: SecondaryIndex = { ...readGlobalIndex(given, read, table.billingMode, table.region), state: "CREATING" };
  if (indexes.some(({ name }) => name === given.IndexName)) {
    throw refusal("Attempting to create an index which already exists");
  }
  if (indexes.filter(({ kind }) => kind === "global").length >= mostGlobal) {
    throw limitExceeded(`Number of global secondary indexes exceeds per-table limit of ${mostGlobal}`);
  }
  return index;
}

function replaced(
  table: Table,
  indexes: readonly SecondaryIndex[],
  name: string,
  verb: string,
  change: (index: SecondaryIndex) => SecondaryIndex,
): readonly SecondaryIndex[] {
  const found = indexes.find((index) => index.name === name);
  if (!found) throw notFound(`Index ${name} for table ${table.name}`);
  if (found.kind !== "global") throw refusal(`Cannot ${verb} an index that is not a GlobalSecondaryIndex: ${name}`);
  return indexes.map((index) => (index === found ? change(index) : index));
}

function changed(
  { billingMode, region }: Table,
  before: Table,
  index: SecondaryIndex,
  {
    ProvisionedThroughput: units,
    OnDemandThroughput: onDemand,
    WarmThroughput: warm,
  }: UpdateGlobalSecondaryIndexAction,
  now: number,
): SecondaryIndex {
  const { name } = index;
  const updatesUntil = now + updatingFor;
  if (billingMode === "PAY_PER_REQUEST" && units) {
    throw invalidParameter(
      `Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: ${name} when BillingMode is PAY_PER_REQUEST`,
    );
  }
  if (billingMode === "PAY_PER_REQUEST" && !hasMembers(onDemand) && !warm) {
    throw invalidParameter(
      `The only Updates for index: ${name} when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`,
    );
  }
  if (billingMode === "PROVISIONED" && !units && !warm && !onDemand) {
    throw invalidParameter(`Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: ${name}`);
  }
  let updated: SecondaryIndex = { ...index, updatesUntil };
  if (units) {
    const old = { billingMode: before.billingMode, throughput: index.throughput };
    updated = { ...updated, throughput: changedThroughput(old, units, now, { index: name, region }) };
    updated = keepingWarm(updated, billingMode, warmthOf(index, before.billingMode));
  }
  if (onDemand) {
    const { onDemand: _old, ...without } = updated;
    const ceilings = changedOnDemand(index, onDemand, billingMode, name);
    updated = ceilings ? { ...without, onDemand: ceilings } : without;
  }
  return warm ? { ...updated, warm: changedWarmth(updated, billingMode, warm, updatesUntil, name) } : updated;
}

/** A table that leaves on-demand needs units for each of its indexes in the same request. */
function checkAllHaveUnits({ indexes }: Table, updates: readonly GlobalSecondaryIndexUpdate[]): void {
  for (const { name, kind, throughput } of indexes) {
    if (kind === "local" || throughput.read > 0) continue;
    const update = updates.find(({ Update, Delete }) => (Update ?? Delete)?.IndexName === name);
    if (!update) throw invalidParameter(`ProvisionedThroughput must be specified for index: ${name}`);
  }
}
