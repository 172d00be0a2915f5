/** Managed policies attached to roles, users and groups. */
import type * as Iam from "@aws-sdk/client-iam";
import { attachedToKey, attachmentKey, attachmentPrefix } from "../../cloud/identity/keys.ts";
import type { IdentityKind } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { deleteConflict, noSuchEntity, quotaExceeded } from "./fault.ts";
import { inlinePolicyNames } from "./inline-policies.ts";
import { requireAttachablePolicy, requirePolicy } from "./managed-policies.ts";
import { page } from "./page.ts";

interface Owner {
  readonly id: string;
  readonly name: string;
}

const QUOTA: Readonly<Record<IdentityKind, string>> = {
  role: "PoliciesPerRole",
  user: "PoliciesPerUser",
  group: "PoliciesPerGroup",
};
const ATTACHMENT_LIMIT = 10;

export function attachPolicy(
  context: OperationContext,
  kind: IdentityKind,
  owner: Owner,
  policyArn: string | undefined,
): void {
  const { store, account } = context;
  const policy = requireAttachablePolicy(context, policyArn);
  const key = attachmentKey(account, owner.id, policy.arn);
  if (store.has(key)) return;
  if (attachedArns(context, owner).length >= ATTACHMENT_LIMIT) throw quotaExceeded(QUOTA[kind], ATTACHMENT_LIMIT);
  store.put(key, true);
  store.put(attachedToKey(account, policy.arn, kind, owner.id), owner.name);
}

export function detachPolicy(
  context: OperationContext,
  kind: IdentityKind,
  owner: Owner,
  policyArn: string | undefined,
): void {
  const { store, account } = context;
  const policy = requirePolicy(context, policyArn);
  if (!store.delete(attachmentKey(account, owner.id, policy.arn))) {
    throw noSuchEntity(`Policy ${policy.arn} was not found.`);
  }
  store.delete(attachedToKey(account, policy.arn, kind, owner.id));
}

export function attachedPolicies(context: OperationContext, owner: Owner): Iam.AttachedPolicy[] {
  return attachedArns(context, owner).map((arn) => ({ PolicyName: arn.split("/").at(-1), PolicyArn: arn }));
}

function attachedArns({ store, account }: OperationContext, owner: Owner): string[] {
  return [...store.range({ prefix: attachmentPrefix(account, owner.id) })].map(({ key }) => String(key.at(-1)));
}

/** The answer of the three ListAttached…Policies operations. */
export function attachedPolicyPage(
  context: OperationContext,
  owner: Owner,
  request: {
    readonly PathPrefix?: string | undefined;
    readonly Marker?: string | undefined;
    readonly MaxItems?: number | undefined;
  },
): { AttachedPolicies: Iam.AttachedPolicy[]; IsTruncated: boolean; Marker?: string } {
  const { PathPrefix = "/" } = request;
  const policies = attachedPolicies(context, owner).filter(({ PolicyArn = "" }) =>
    PolicyArn.slice(PolicyArn.indexOf(":policy") + ":policy".length).startsWith(PathPrefix),
  );
  const { items, position } = page(policies, request, ({ PolicyArn = "" }) => PolicyArn);
  return { AttachedPolicies: items, ...position };
}

/** Keeps the policies' view of an identity's name true after a rename. */
export function renameAttachments(context: OperationContext, kind: IdentityKind, owner: Owner): void {
  const { store, account } = context;
  for (const arn of attachedArns(context, owner)) store.put(attachedToKey(account, arn, kind, owner.id), owner.name);
}

/** An identity that still has policies cannot be deleted. */
export function refuseWhilePolicies(context: OperationContext, owner: Owner): void {
  if (attachedArns(context, owner).length > 0) throw deleteConflict("detach all policies");
  if (inlinePolicyNames(context, owner).length > 0) throw deleteConflict("delete policies");
}
