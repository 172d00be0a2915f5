/** The table, or the stream of one, that a ResourceArn names: for tags and for resource policies, which differ in their words. */
import { parseArn } from "../../../cloud/arn.ts";
import { type ChangeStream, streamKey } from "../../../cloud/change-stream/streams.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import { invalidParameter, notFound, refusal } from "../refusal.ts";
import { checkForeignTable } from "./foreign-access.ts";
import type { Table } from "./table.ts";
import { readTable } from "./table-store.ts";

type Context = Pick<OperationContext, "account" | "principal" | "region" | "store" | "clock">;

interface NamedResource {
  readonly table: string;
  readonly stream: string | undefined;
  readonly account: string;
  readonly region: string;
}

function readResourceArn(arn: string): NamedResource {
  if (!arn.startsWith("arn:")) throw invalidParameter(`ARNs must start with 'arn:': ${arn}`);
  const parsed = parseArn(arn);
  if (parsed?.service !== "dynamodb") throw invalidParameter(`Provided Arn is not a DynamoDB resource arn: ${arn}`);
  const match = /^table\/([^/]+)(?:\/stream\/([^/]+))?$/.exec(parsed.resource);
  if (!match) {
    throw invalidParameter(
      `Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${arn}`,
    );
  }
  return { table: match[1]!, stream: match[2], account: parsed.account, region: parsed.region };
}

export function taggedTable(arn: string, context: Context, action: string): Table {
  const named = readResourceArn(arn);
  if (named.region !== context.region) throw refusal(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  const table = readTable(context.store, named, named.table, context.clock.now());
  if (named.account !== context.account) checkForeignTable(table, { arn, action }, context);
  if (!table) throw notFound(`ResourceArn: ${arn} not found`);
  return table;
}

/** With the stream when it is the stream that is meant. */
export function policyResource(arn: string, context: Context): { table: Table; stream: ChangeStream | undefined } {
  const named = readResourceArn(arn);
  if (named.region !== context.region) throw invalidParameter(`Invalid resource Arn: ${arn}`);
  if (named.account !== context.account) {
    throw refusal("This action is only supported by accounts that match the resource owner’s account.");
  }
  const table = readTable(context.store, context, named.table, context.clock.now());
  if (!table) throw notFound(`Table: ${named.table} not found`);
  if (named.stream === undefined) return { table, stream: undefined };
  const stream =
    table.lastStreamLabel === named.stream
      ? context.store.get<ChangeStream>(
          streamKey({ account: table.account, region: table.region, tableName: table.name, label: named.stream }),
        )
      : undefined;
  if (!stream) throw notFound(`Stream: ${named.stream} not found for Table: ${named.table}`);
  return { table, stream };
}
