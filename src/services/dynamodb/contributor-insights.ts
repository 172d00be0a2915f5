/** Contributor insights are stored and described; nothing is counted. */

import type { OperationContext } from "../../cloud/operation.ts";
import { listPage } from "./answer/list-page.ts";
import type { DynamoOperation } from "./operation.ts";
import { notFound } from "./refusal.ts";
import { existingTable } from "./table/find-table.ts";
import type { ContributorInsights, SecondaryIndex, Table } from "./table/table.ts";
import { readTables, writeTable } from "./table/table-store.ts";

export const describeContributorInsights: DynamoOperation<"DescribeContributorInsights"> = (input, context) => {
  const { table, index } = subject(input, context, "DescribeContributorInsights");
  const insights = (index ?? table).contributorInsights;
  return {
    TableName: table.name,
    ...(index ? { IndexName: index.name } : {}),
    ContributorInsightsStatus: insights?.enabled ? "ENABLED" : "DISABLED",
    ...(insights?.enabled
      ? {
          ContributorInsightsRuleList: rules(table, index, modeOf(insights)),
          ContributorInsightsMode: modeOf(insights),
        }
      : {}),
    ...(insights ? { LastUpdateDateTime: new Date(insights.changedAt) } : {}),
  };
};

export const updateContributorInsights: DynamoOperation<"UpdateContributorInsights"> = (input, context) => {
  const { table, index } = subject(input, context, "UpdateContributorInsights");
  const enabled = input.ContributorInsightsAction === "ENABLE";
  const mode = input.ContributorInsightsMode ?? everyKey;
  const contributorInsights: ContributorInsights = { enabled, changedAt: context.clock.now(), mode };
  writeTable(
    context.store,
    index
      ? { ...table, indexes: table.indexes.map((one) => (one === index ? { ...one, contributorInsights } : one)) }
      : { ...table, contributorInsights },
  );
  return {
    TableName: table.name,
    ...(index ? { IndexName: index.name } : {}),
    ContributorInsightsStatus: enabled ? "ENABLING" : "DISABLING",
    ContributorInsightsMode: mode,
  };
};

export const listContributorInsights: DynamoOperation<"ListContributorInsights"> = (input, context) => {
  const tables = input.TableName
    ? [existingTable(input.TableName, context, "ListContributorInsights")]
    : [...readTables(context.store, context)];
  const summary = (table: Table, holder: Pick<Table, "contributorInsights">, index?: SecondaryIndex) => ({
    TableName: table.name,
    ...(index ? { IndexName: index.name } : {}),
    ContributorInsightsStatus: holder.contributorInsights?.enabled ? ("ENABLED" as const) : ("DISABLED" as const),
    ...(holder.contributorInsights?.enabled ? { ContributorInsightsMode: modeOf(holder.contributorInsights) } : {}),
  });
  const all = tables.flatMap((table) => [
    ...(table.contributorInsights ? [summary(table, table)] : []),
    ...table.indexes.filter((index) => index.contributorInsights).map((index) => summary(table, index, index)),
  ]);
  const { page, next } = listPage(all, input.MaxResults ?? mostAtOnce, input.NextToken);
  return { ContributorInsightsSummaries: [...page], ...next };
};

function subject(
  input: { readonly TableName?: string | undefined; readonly IndexName?: string | undefined },
  context: OperationContext,
  action: string,
): { table: Table; index: SecondaryIndex | undefined } {
  const table = existingTable(input.TableName!, context, action);
  const index = input.IndexName === undefined ? undefined : table.indexes.find(({ name }) => name === input.IndexName);
  if (input.IndexName !== undefined && !index) {
    throw notFound(`Index: ${input.IndexName} not found for table: ${table.name}`);
  }
  return { table, index };
}

const mostAtOnce = 100;
const everyKey = "ACCESSED_AND_THROTTLED_KEYS";

function modeOf({ mode = everyKey }: ContributorInsights): NonNullable<ContributorInsights["mode"]> {
  return mode;
}

/** Rules of accessed keys end in C, of throttled ones in T. */
function rules(table: Table, index: SecondaryIndex | undefined, mode: string): string[] {
  const keys = (index ?? table).keys.range.length > 0 ? ["PK", "SK"] : ["PK"];
  const kinds = keys.flatMap((key) => (mode === everyKey ? [`${key}C`, `${key}T`] : [`${key}T`]));
  const name = index ? `${table.name}-${index.name}` : table.name;
  return kinds.map((kind) => `DynamoDBContributorInsights-${kind}-${name}-${table.createdAt}`);
}
