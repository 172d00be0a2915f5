/** A function's resource policy as one document: put, read and deleted by ARN. */
import { randomUUID } from "node:crypto";
import type { OperationContext } from "../../cloud/operation.ts";
import type { LambdaOperation } from "./client.ts";
import type { PolicyRecord, PolicyStatement } from "./entities.ts";
import { invalidParameter, notFound, preconditionFailed } from "./fault.ts";
import { functionReference } from "./function-name.ts";
import { resolveVersion } from "./functions.ts";
import { policyKey } from "./keys.ts";
import { policyText } from "./resource-policy.ts";

function keyOf(context: OperationContext, arn: string | undefined) {
  const reference = functionReference(context, arn);
  resolveVersion(context, reference);
  return policyKey(reference, reference.name, reference.qualifier ?? "");
}

function requireStored({ store }: OperationContext, key: ReturnType<typeof keyOf>, revisionId?: string): PolicyRecord {
  const policy = store.get<PolicyRecord>(key);
  if (!policy) throw notFound("The resource you requested does not exist.");
  if (revisionId !== undefined && revisionId !== policy.revisionId) throw preconditionFailed("GetResourcePolicy");
  return policy;
}

export const putResourcePolicy: LambdaOperation<"PutResourcePolicy"> = (input, context) => {
  const key = keyOf(context, input.ResourceArn);
  if (input.RevisionId !== undefined) requireStored(context, key, input.RevisionId);
  let statements: PolicyStatement[];
  try {
    const { Statement } = JSON.parse(input.Policy ?? "") as { Statement: PolicyStatement | PolicyStatement[] };
    statements = Array.isArray(Statement) ? Statement : [Statement];
  } catch {
    throw invalidParameter("The provided policy is not a valid JSON policy document.");
  }
  const record: PolicyRecord = { statements, revisionId: randomUUID() };
  context.store.put(key, record);
  return { Policy: policyText(statements), RevisionId: record.revisionId };
};

export const getResourcePolicy: LambdaOperation<"GetResourcePolicy"> = ({ ResourceArn }, context) => {
  const { statements, revisionId } = requireStored(context, keyOf(context, ResourceArn));
  return { Policy: policyText(statements), RevisionId: revisionId };
};

export const deleteResourcePolicy: LambdaOperation<"DeleteResourcePolicy"> = ({ ResourceArn, RevisionId }, context) => {
  const key = keyOf(context, ResourceArn);
  requireStored(context, key, RevisionId);
  context.store.delete(key);
  return {};
};
