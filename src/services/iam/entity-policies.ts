/** The policies that give a user, group or role its permissions, one by one, and the services that they allow. */
import type * as Iam from "@aws-sdk/client-iam";
import { attachmentPrefix, inlinePolicyPrefix } from "../../cloud/identity/keys.ts";
import type { IdentityKind } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { type PolicyStatement, parsePolicy } from "../../cloud/policy/document.ts";
import { matchesGlob } from "../../cloud/policy/glob.ts";
import { noSuchEntity } from "./fault.ts";
import { groupsOf, requireGroup } from "./groups.ts";
import { findPolicy } from "./managed-policies.ts";
import { requireRole } from "./roles.ts";
import { requireUser } from "./users.ts";

interface Owner {
  readonly kind: IdentityKind;
  readonly name: string;
  readonly id: string;
}

export interface EntityPolicy {
  readonly name: string;
  /** Missing for an inline policy. */
  readonly arn?: string;
  readonly document: string;
  readonly owner: Owner;
}

/** Those of a user's groups are a user's as well. */
export function policiesOf(context: OperationContext, arn: string): EntityPolicy[] {
  return ownersOf(context, arn).flatMap((owner) => [
    ...inlinePolicies(context, owner),
    ...managedPolicies(context, owner),
  ]);
}

function ownersOf(context: OperationContext, arn: string): Owner[] {
  const [, kind, name = ""] = /^arn:[^:]+:iam::\d{12}:(user|group|role)\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  if (kind === "role") return [{ kind, ...requireRole(context, name) }];
  if (kind === "group") return [{ kind, ...requireGroup(context, name) }];
  if (kind !== "user") throw noSuchEntity(`ARN ${arn} is not valid.`);
  const user = requireUser(context, name);
  return [{ kind, ...user }, ...groupsOf(context, user).map((group): Owner => ({ kind: "group", ...group }))];
}

function inlinePolicies({ store, account }: OperationContext, owner: Owner): EntityPolicy[] {
  return [...store.range<string>({ prefix: inlinePolicyPrefix(account, owner.id) })].map(({ key, value }) => ({
    name: String(key.at(-1)),
    document: value,
    owner,
  }));
}

function managedPolicies(context: OperationContext, owner: Owner): EntityPolicy[] {
  const { store, account } = context;
  return [...store.range({ prefix: attachmentPrefix(account, owner.id) })].flatMap(({ key }) => {
    const policy = findPolicy(context, String(key.at(-1)));
    const document = policy?.versions.find(({ id }) => id === policy.defaultVersion)?.document;
    return policy && document !== undefined ? [{ name: policy.name, arn: policy.arn, document, owner }] : [];
  });
}

/** Whether a policy allows any action of a service. */
export const grantsService = (document: string, namespace: string): boolean =>
  parsePolicy(document).statements.some((statement) => statement.effect === "Allow" && allows(statement, namespace));

const allows = ({ actions, notActions }: PolicyStatement, namespace: string): boolean =>
  actions?.some((action) => matchesGlob(action.split(":")[0] as string, namespace, true)) ??
  !notActions?.some((action) => action === "*" || action.toLowerCase() === `${namespace}:*`);

/** As ListPoliciesGrantingServiceAccess tells of it. */
export const grantingPolicy = ({ name, arn, owner }: EntityPolicy): Iam.PolicyGrantingServiceAccess =>
  arn === undefined
    ? {
        PolicyName: name,
        PolicyType: "INLINE",
        EntityType: owner.kind.toUpperCase() as Iam.PolicyOwnerEntityType,
        EntityName: owner.name,
      }
    : { PolicyName: name, PolicyType: "MANAGED", PolicyArn: arn };
