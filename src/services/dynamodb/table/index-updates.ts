/** GlobalSecondaryIndexUpdates: indexes that come, go or change their throughput while the table lives. */
import type { GlobalSecondaryIndexUpdate } from "@aws-sdk/client-dynamodb";
import { ServiceException } from "../../../wire/service-exception.ts";
import type { DynamoInput } from "../operation.ts";
import { invalidParameter, refusal } from "../refusal.ts";
import { updatingFor } from "./moments.ts";
import { readGlobalIndex } from "./read-indexes.ts";
import { readDefinitions } from "./read-key-schema.ts";
import { changedThroughput, readWarmThroughput } from "./read-throughput.ts";
import type { SecondaryIndex, Table } from "./table.ts";

type Input = DynamoInput<"UpdateTable">;

export function updateIndexes(table: Table, input: Input, now: number): Table {
  const updates = input.GlobalSecondaryIndexUpdates!;
  checkUpdates(updates);
  let indexes = table.indexes;
  for (const update of updates) {
    if (update.Create) indexes = [...indexes, created(table, update.Create, input)];
    else if (update.Delete)
      indexes = replaced(indexes, update.Delete.IndexName!, (index) => ({ ...index, state: "DELETING" }));
    else indexes = replaced(indexes, update.Update!.IndexName!, (index) => changed(table, index, update.Update!, now));
  }
  return { ...table, indexes };
}

function checkUpdates(updates: readonly GlobalSecondaryIndexUpdate[]): void {
  const seen = new Set<string>();
  for (const { Create, Delete, Update } of updates) {
    const name = (Create ?? Delete ?? Update)?.IndexName;
    if (name === undefined) {
      throw invalidParameter(
        "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null",
      );
    }
    if (seen.has(name)) {
      throw invalidParameter(
        `Only one global secondary index update per index is allowed simultaneously. Index: ${name}`,
      );
    }
    seen.add(name);
  }
  if (updates.filter(({ Create, Delete }) => Create || Delete).length > 1) {
    throw new ServiceException(
      "LimitExceededException",
      "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
    );
  }
}

/** Its key attributes have to be defined in this request, whatever the table has. */
function created(table: Table, given: NonNullable<GlobalSecondaryIndexUpdate["Create"]>, input: Input): SecondaryIndex {
  if (table.indexes.some(({ name }) => name === given.IndexName)) {
    throw refusal("Attempting to create an index which already exists");
  }
  const definitions = readDefinitions(input.AttributeDefinitions);
  return { ...readGlobalIndex(given, definitions, table.billingMode), state: "CREATING" };
}

function replaced(
  indexes: readonly SecondaryIndex[],
  name: string,
  change: (index: SecondaryIndex) => SecondaryIndex,
): readonly SecondaryIndex[] {
  if (!indexes.some((index) => index.name === name && index.kind === "global")) {
    throw new ServiceException("ResourceNotFoundException", "Requested resource not found");
  }
  return indexes.map((index) => (index.name === name ? change(index) : index));
}

function changed(
  { billingMode }: Table,
  index: SecondaryIndex,
  given: NonNullable<GlobalSecondaryIndexUpdate["Update"]>,
  now: number,
): SecondaryIndex {
  const { ProvisionedThroughput: throughput, OnDemandThroughput: onDemand } = given;
  const updatesUntil = now + updatingFor;
  return {
    ...index,
    updatesUntil,
    ...(throughput
      ? {
          throughput: changedThroughput(
            { billingMode, throughput: index.throughput },
            throughput,
            now,
            `index ${index.name}`,
          ),
        }
      : {}),
    ...(onDemand ? { onDemand: onDemand as NonNullable<SecondaryIndex["onDemand"]> } : {}),
    ...readWarmThroughput(given.WarmThroughput, updatesUntil),
  };
}
