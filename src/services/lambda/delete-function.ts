import type { OperationContext } from "../../cloud/operation.ts";
import { aliasesOf } from "./aliases.ts";
import type { LambdaOperation } from "./client.ts";
import type { FunctionRecord, UrlRecord } from "./entities.ts";
import { conflict, functionNotFound, invalidParameter } from "./fault.ts";
import { functionArn, functionReference, referenceArn } from "./function-name.ts";
import { findVersion, requireFunction, versionsOf } from "./functions.ts";
import {
  eventInvokeKey,
  functionKey,
  KINDS_OF_FUNCTION,
  policyKey,
  prefixOf,
  provisionedKey,
  urlIndexKey,
  urlKey,
  versionKey,
} from "./keys.ts";
import { recordsAt } from "./records.ts";
import { running } from "./running.ts";
import { targetsChanged } from "./settled-targets.ts";
import { detachFromVpc } from "./vpc.ts";

export const deleteFunction: LambdaOperation<"DeleteFunction"> = async (input, context) => {
  const reference = functionReference(context, input.FunctionName, input.Qualifier);
  const { qualifier } = reference;
  const answer = { StatusCode: 204 };
  if (qualifier === undefined) {
    const record = requireFunction(context, reference);
    deleteWhole(context, record);
    await detachFromVpc(context, record.name);
    return answer;
  }
  if (qualifier === "$LATEST") {
    throw invalidParameter("$LATEST version cannot be deleted without deleting the function.");
  }
  if (!/^\d+$/.test(qualifier)) {
    throw invalidParameter("Deletion of aliases is not currently supported.");
  }
  const version = findVersion(context, reference, qualifier);
  if (!version) throw functionNotFound(referenceArn(reference));
  const users = aliasesOf(context, reference).filter(
    ({ version: used, weights }) => used === qualifier || Object.hasOwn(weights ?? {}, qualifier),
  );
  if (users.length > 0) {
    const names = users.map((alias) => functionArn(reference, reference.name, alias.name));
    throw conflict(
      `Version ${qualifier} cannot be deleted because it is being used by the following aliases: [${names.join(", ")}]`,
    );
  }
  context.store.delete(versionKey(reference, reference.name, qualifier));
  targetsChanged(context.store);
  for (const key of [policyKey, eventInvokeKey, provisionedKey]) {
    context.store.delete(key(reference, reference.name, qualifier));
  }
  running(context).versionDeleted(version);
  return answer;
};

function deleteWhole(context: OperationContext, record: FunctionRecord): void {
  for (const version of versionsOf(context, record)) running(context).versionDeleted(version);
  running(context).durable.functionDeleted(record);
  for (const kind of KINDS_OF_FUNCTION) context.store.deletePrefix([...prefixOf(record, kind), record.name]);
  for (const { id } of recordsAt<UrlRecord>(context, urlKey(record, record.name))) {
    context.store.delete(urlIndexKey(id));
  }
  context.store.deletePrefix(urlKey(record, record.name));
  context.store.delete(functionKey(record, record.name));
  targetsChanged(context.store);
}
