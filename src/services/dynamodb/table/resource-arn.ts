/** The table, or the stream of one, that a ResourceArn names: for tags and for resource policies, which differ in their words. */
import { parseArn } from "../../../cloud/arn.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { invalidParameter, notFound, refusal } from "../refusal.ts";
import type { Table } from "./table.ts";
import { readTable } from "./table-store.ts";

type Context = Pick<OperationContext, "account" | "region" | "store" | "clock">;

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

export function taggedTable(arn: string, context: Context): Table {
  const named = readResourceArn(arn);
  if (named.region !== context.region) throw refusal(`Invalid TableArn: Invalid ResourceArn provided as input ${arn}`);
  if (named.account !== context.account) {
    throw new ServiceException(
      "AccessDeniedException",
      `User is not authorized to perform this operation on resource: ${arn}`,
    );
  }
  const table = readTable(context.store, context, named.table, context.clock.now());
  if (!table) throw notFound(`ResourceArn: ${arn} not found`);
  return table;
}

/** With the label of the stream when it is the stream that is meant. */
export function policyResource(arn: string, context: Context): { table: Table; stream: string | undefined } {
  const named = readResourceArn(arn);
  if (named.region !== context.region) throw invalidParameter(`Invalid resource Arn: ${arn}`);
  if (named.account !== context.account) {
    throw refusal("This action is only supported by accounts that match the resource owner’s account.");
  }
  const table = readTable(context.store, context, named.table, context.clock.now());
  if (!table) throw notFound(`Table: ${named.table} not found`);
  if (named.stream !== undefined && table.lastStreamLabel !== named.stream) {
    throw notFound(`Stream: ${named.stream} not found for Table: ${named.table}`);
  }
  return { table, stream: named.stream };
}
