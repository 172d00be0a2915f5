/** Tables that queries look fields up in: CSV with a header, or the results of a query. Source: AWS's guide and reference. */
import type { LookupTable } from "@aws-sdk/client-cloudwatch-logs";
import { regionalArn } from "../../cloud/arn.ts";
import { parseCsv, writeCsv } from "../../cloud/csv.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { CloudWatchLogs } from "./client.ts";
import type { LookupRows } from "./insights/lookup-command.ts";
import { requireQuery } from "./queries.ts";
import { allRecords, findRecord, limitExceeded, pageOf, removeRecord, saveRecord } from "./records.ts";
import { tagNewResource } from "./tagging.ts";

const TABLE = "lookup-table";
const MOST_TABLES = 100;

interface TableRecord {
  readonly arn: string;
  readonly name: string;
  readonly description: string | undefined;
  readonly body: string;
  readonly kmsKeyId: string | undefined;
  readonly updated: number;
}

interface Content {
  readonly tableBody?: string | undefined;
  readonly queryId?: string | undefined;
}

export const createLookupTable: Operation<CloudWatchLogs, "CreateLookupTable"> = (input, context) => {
  const name = input.lookupTableName as string;
  if (findRecord(context, TABLE, name)) {
    throw new ServiceException("ResourceAlreadyExistsException", "The specified lookup table already exists.");
  }
  if (allRecords(context.store, context, TABLE).length >= MOST_TABLES) throw limitExceeded();
  const updated = context.clock.now();
  const resource = `${TABLE}:${name}`;
  const table: TableRecord = {
    arn: regionalArn("logs", context, resource),
    name,
    description: input.description,
    body: bodyOf(context, input),
    kmsKeyId: input.kmsKeyId,
    updated,
  };
  saveRecord(context, TABLE, table, name);
  tagNewResource(context, resource, input.tags);
  return { lookupTableArn: table.arn, createdAt: updated };
};

export const updateLookupTable: Operation<CloudWatchLogs, "UpdateLookupTable"> = (input, context) => {
  const table = requireTable(context, input.lookupTableArn);
  const { description = table.description, kmsKeyId = table.kmsKeyId } = input;
  const updated = context.clock.now();
  saveRecord(context, TABLE, { ...table, description, kmsKeyId, body: bodyOf(context, input), updated }, table.name);
  return { lookupTableArn: table.arn, lastUpdatedTime: updated };
};

export const getLookupTable: Operation<CloudWatchLogs, "GetLookupTable"> = ({ lookupTableArn }, context) => {
  const table = requireTable(context, lookupTableArn);
  return { ...described(table), tableBody: table.body };
};

export const describeLookupTables: Operation<CloudWatchLogs, "DescribeLookupTables"> = (input, context) => {
  const { lookupTableNamePrefix: prefix = "", maxResults: limit, nextToken } = input;
  const found = allRecords<TableRecord>(context.store, context, TABLE).filter(({ name }) => name.startsWith(prefix));
  const { page, ...rest } = pageOf(found, { limit, nextToken });
  const lookupTables = page.map((table): LookupTable => {
    const [tableFields = [], ...rows] = parseCsv(table.body);
    return { ...described(table), tableFields, recordsCount: rows.length };
  });
  return { lookupTables, ...rest };
};

export const deleteLookupTable: Operation<CloudWatchLogs, "DeleteLookupTable"> = ({ lookupTableArn }, context) => {
  removeRecord(context, TABLE, requireTable(context, lookupTableArn).name);
  return {};
};

const described = ({ arn, name, description, body, kmsKeyId, updated }: TableRecord) => ({
  lookupTableArn: arn,
  lookupTableName: name,
  ...(description === undefined ? {} : { description }),
  sizeBytes: Buffer.byteLength(body),
  lastUpdatedTime: updated,
  ...(kmsKeyId === undefined ? {} : { kmsKeyId }),
});

function requireTable(context: OperationContext, arn = ""): TableRecord {
  const table = findRecord<TableRecord>(context, TABLE, arn.split(":").at(-1) ?? "");
  if (table?.arn === arn) return table;
  throw new ServiceException("ResourceNotFoundException", "The specified lookup table does not exist.");
}

function bodyOf(context: OperationContext, { tableBody, queryId }: Content): string {
  if ((tableBody === undefined) === (queryId === undefined)) {
    throw new ServiceException("InvalidParameterException", "Exactly one of tableBody and queryId must be specified.");
  }
  if (tableBody !== undefined) return tableBody;
  const { results } = requireQuery(context, queryId ?? "");
  const fields = [...new Set(results.flatMap((row) => row.map(({ field = "" }) => field)))].filter((f) => f !== "@ptr");
  const rows = results.map((row) => fields.map((name) => row.find(({ field }) => field === name)?.value ?? ""));
  return writeCsv([fields, ...rows]);
}

export function rowsOfLookupTable(context: OperationContext, name: string): LookupRows | undefined {
  const table = findRecord<TableRecord>(context, TABLE, name);
  if (!table) return undefined;
  const [header = [], ...rows] = parseCsv(table.body);
  return rows.map((row) => Object.fromEntries(header.map((column, i) => [column, row[i] ?? ""])));
}
