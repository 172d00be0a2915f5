/** A function's resource policy as one document: put, read and deleted by ARN. */
import type { OperationContext } from "../../cloud/operation.ts";
import type { LambdaOperation } from "./client.ts";
import type { PolicyRecord, PolicyStatement } from "./entities.ts";
import { invalidParameter, notFound } from "./fault.ts";
import { functionReference } from "./function-name.ts";
import { type PolicyHolder, policyHolder } from "./policy-holder.ts";
import { policyText, requireRevision } from "./resource-policy.ts";

const holderOf = (context: OperationContext, arn: string | undefined): PolicyHolder =>
  policyHolder(context, functionReference(context, arn));

function requireStored({ policy }: PolicyHolder): PolicyRecord {
  if (!policy) throw notFound("The resource you requested does not exist.");
  return policy;
}

export const putResourcePolicy: LambdaOperation<"PutResourcePolicy"> = (input, context) => {
  const holder = holderOf(context, input.ResourceArn);
  requireRevision(input.RevisionId, holder.revisionId, "GetResourcePolicy");
  let statements: PolicyStatement[];
  try {
    const { Statement } = JSON.parse(input.Policy ?? "") as { Statement: PolicyStatement | PolicyStatement[] };
    statements = Array.isArray(Statement) ? Statement : [Statement];
  } catch {
    throw invalidParameter("The provided policy is not a valid JSON policy document.");
  }
  return { Policy: policyText(statements), RevisionId: holder.save(statements) };
};

export const getResourcePolicy: LambdaOperation<"GetResourcePolicy"> = ({ ResourceArn }, context) => {
  const holder = holderOf(context, ResourceArn);
  return { Policy: policyText(requireStored(holder).statements), RevisionId: holder.revisionId };
};

export const deleteResourcePolicy: LambdaOperation<"DeleteResourcePolicy"> = ({ ResourceArn, RevisionId }, context) => {
  const holder = holderOf(context, ResourceArn);
  requireStored(holder);
  requireRevision(RevisionId, holder.revisionId, "GetResourcePolicy");
  holder.save([]);
  return {};
};
