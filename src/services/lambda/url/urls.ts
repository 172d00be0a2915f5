/** Function URLs: their ids, addresses and answers of the control plane. */
import type { FunctionUrlConfig } from "@aws-sdk/client-lambda";
import { derivedId, lowerAlphanumeric } from "../../../cloud/ids.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import type { UrlRecord } from "../entities.ts";
import { notFound } from "../fault.ts";
import { type FunctionReference, functionArn, functionReference } from "../function-name.ts";
import { findAlias, findFunction } from "../functions.ts";
import { urlIndexKey, urlKey } from "../keys.ts";

/** The same for the same function or alias, so that the address survives destroy and apply. */
export const urlId = ({ account, region, name, qualifier = "" }: FunctionReference): string =>
  derivedId(32, lowerAlphanumeric, "function-url", account, region, name, qualifier);

const DEFAULT_PORT = "4566";

export function urlConfig(record: UrlRecord, endpoint: string): FunctionUrlConfig {
  const { port = DEFAULT_PORT, protocol = "http:" } = endpoint === "" ? {} : new URL(endpoint);
  return {
    FunctionUrl: `${protocol}//${record.id}.lambda-url.${record.region}.localhost:${port}/`,
    FunctionArn: functionArn(record, record.functionName, record.qualifier),
    AuthType: record.authType,
    ...(record.cors && { Cors: record.cors }),
    CreationTime: record.createdAt,
    LastModifiedTime: record.modifiedAt,
    InvokeMode: record.invokeMode,
  };
}

export function findUrl({ store }: OperationContext, reference: FunctionReference): UrlRecord | undefined {
  return store.get<UrlRecord>(urlKey(reference, reference.name, reference.qualifier ?? ""));
}

/** The function, and its alias when one is named, must be there. */
export function requireUrlFunction(context: OperationContext, reference: FunctionReference): void {
  const { qualifier } = reference;
  const found = findFunction(context, reference) && (!qualifier || findAlias(context, reference, qualifier));
  if (!found) throw notFound("Function does not exist");
}

export function requireUrl(
  context: OperationContext,
  functionName: string | undefined,
  qualifier: string | undefined,
): UrlRecord {
  const record = findUrl(context, functionReference(context, functionName, qualifier));
  if (!record) throw notFound("The resource you requested does not exist.");
  return record;
}

export function saveUrl({ store }: OperationContext, record: UrlRecord): UrlRecord {
  store.put(urlKey(record, record.functionName, record.qualifier ?? ""), record);
  store.put(urlIndexKey(record.id), urlKey(record, record.functionName, record.qualifier ?? ""));
  return record;
}

/** Time as function URLs write it: microseconds and a Z. */
export const urlTime = (milliseconds: number): string => new Date(milliseconds).toISOString().replace("Z", "000Z");
