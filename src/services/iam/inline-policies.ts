/** Inline policies of roles, users and groups: one behaviour, three names. */
import { inlinePolicyKey, inlinePolicyPrefix } from "../../cloud/identity/keys.ts";
import type { IdentityKind } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { checkIdentityPolicy } from "./document/identity-policy.ts";
import { noSuchEntity } from "./fault.ts";
import { documentSize, encodeDocument } from "./policy-text.ts";

interface Owner {
  readonly id: string;
  readonly name: string;
}

// Bytes of all inline policies together, white space aside.
const SIZE_LIMIT: Readonly<Record<IdentityKind, number>> = { role: 10_240, user: 2048, group: 5120 };

export function putInlinePolicy(
  { store, account }: OperationContext,
  kind: IdentityKind,
  owner: Owner,
  policyName: string | undefined,
  document: string | undefined,
): void {
  checkIdentityPolicy(document);
  const others = [...store.range<string>({ prefix: inlinePolicyPrefix(account, owner.id) })].filter(
    ({ key }) => key.at(-1) !== policyName,
  );
  const size = others.reduce((sum, { value }) => sum + documentSize(value), documentSize(document ?? ""));
  if (size > SIZE_LIMIT[kind]) {
    throw new ServiceException(
      "LimitExceeded",
      `Maximum policy size of ${SIZE_LIMIT[kind]} bytes exceeded for ${kind} ${owner.name}`,
    );
  }
  store.put(inlinePolicyKey(account, owner.id, policyName ?? ""), document);
}

export function requireInlinePolicy(
  { store, account }: OperationContext,
  kind: IdentityKind,
  owner: Owner,
  policyName: string | undefined,
): { PolicyName: string; PolicyDocument: string } {
  const document = store.get<string>(inlinePolicyKey(account, owner.id, policyName ?? ""));
  if (document === undefined) throw unknownInlinePolicy(kind, policyName);
  return { PolicyName: policyName ?? "", PolicyDocument: encodeDocument(document) };
}

export function deleteInlinePolicy(
  { store, account }: OperationContext,
  kind: IdentityKind,
  owner: Owner,
  policyName: string | undefined,
): void {
  if (!store.delete(inlinePolicyKey(account, owner.id, policyName ?? ""))) throw unknownInlinePolicy(kind, policyName);
}

export function inlinePolicyNames({ store, account }: OperationContext, owner: Owner): string[] {
  return [...store.range({ prefix: inlinePolicyPrefix(account, owner.id) })].map(({ key }) => String(key.at(-1)));
}

/** As GetAccountAuthorizationDetails tells them. */
export function inlinePolicyDetails(
  { store, account }: OperationContext,
  owner: Owner,
): { PolicyName: string; PolicyDocument: string }[] {
  return [...store.range<string>({ prefix: inlinePolicyPrefix(account, owner.id) })].map(({ key, value }) => ({
    PolicyName: String(key.at(-1)),
    PolicyDocument: encodeDocument(value),
  }));
}

function unknownInlinePolicy(kind: IdentityKind, policyName: string | undefined): Error {
  return noSuchEntity(`The ${kind} policy with name ${policyName} cannot be found.`);
}
