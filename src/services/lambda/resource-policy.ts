/** Resource policies of functions and layer versions: statements by id, written as AWS writes them. */
import { randomUUID } from "node:crypto";
import type { Key, Store } from "../../store/store.ts";
import type { PolicyRecord, PolicyStatement } from "./entities.ts";
import { conflict, invalidParameter, notFound, preconditionFailed } from "./fault.ts";

export const policyText = (statements: readonly PolicyStatement[]): string =>
  JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: statements });

export function addStatement(
  store: Store,
  key: Key,
  statement: PolicyStatement,
  revisionId: string | undefined,
  call: string,
): PolicyRecord {
  const before = store.get<PolicyRecord>(key);
  if (revisionId !== undefined && revisionId !== before?.revisionId) throw preconditionFailed(call);
  if (before?.statements.some(({ Sid }) => Sid === statement.Sid)) {
    throw conflict(
      `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  }
  const policy = { statements: [...(before?.statements ?? []), statement], revisionId: randomUUID() };
  store.put(key, policy);
  return policy;
}

export function removeStatement(
  store: Store,
  key: Key,
  id: string,
  revisionId: string | undefined,
  call: string,
): void {
  const before = store.get<PolicyRecord>(key);
  if (!before) throw notFound("No policy is associated with the given resource.");
  const statements = before.statements.filter(({ Sid }) => Sid !== id);
  if (statements.length === before.statements.length) {
    throw notFound(`Statement ${id} is not found in resource policy.`);
  }
  if (revisionId !== undefined && revisionId !== before.revisionId) throw preconditionFailed(call);
  if (statements.length === 0) store.delete(key);
  else store.put(key, { statements, revisionId: randomUUID() });
}

export function requirePolicy(store: Store, key: Key): PolicyRecord {
  const policy = store.get<PolicyRecord>(key);
  if (!policy) throw notFound("The resource you requested does not exist.");
  return policy;
}

/** A principal as a request names it, in the form of a policy. */
export function policyPrincipal(principal: string, partition: string): PolicyStatement["Principal"] {
  if (principal === "*") return "*";
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:${partition}:iam::${principal}:root` };
  if (/^arn:[^:]+:(iam|sts)::\d{12}:.+$/.test(principal)) return { AWS: principal };
  if (
    /^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|aws\.internal|alexa\.com|aws)$/.test(principal) ||
    principal === "alexa-appkit.amazon.com"
  ) {
    return { Service: principal };
  }
  throw invalidParameter("The provided principal was invalid. Please check the principal and try again.");
}
