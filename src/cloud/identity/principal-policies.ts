/** The identity-based policies that apply to a principal: what authorization and the policy simulator evaluate. */
import type { Store } from "../../store/store.ts";
import type { PolicySource } from "../policy/evaluate.ts";
import {
  attachmentPrefix,
  groupKey,
  inlinePolicyPrefix,
  membershipPrefix,
  policyKey,
  roleKey,
  userKey,
} from "./keys.ts";
import type { GroupRecord, IdentityKind, ManagedPolicyRecord, RoleRecord, UserRecord } from "./records.ts";

export interface PrincipalPolicies {
  readonly identity: readonly PolicySource[];
  readonly boundary: PolicySource | undefined;
}

const NONE: PrincipalPolicies = { identity: [], boundary: undefined };

export function policiesOfRole(store: Store, account: string, roleName: string): PrincipalPolicies {
  const role = store.get<RoleRecord>(roleKey(account, roleName));
  if (!role) return NONE;
  return {
    identity: policiesOfIdentity(store, account, "role", role),
    boundary: boundaryPolicy(store, account, role.boundary),
  };
}

/** A user's own policies and those of the groups it is a member of. */
export function policiesOfUser(store: Store, account: string, userName: string): PrincipalPolicies {
  const user = store.get<UserRecord>(userKey(account, userName));
  if (!user) return NONE;
  const groups = [...store.range<string>({ prefix: membershipPrefix(account, user.id) })].flatMap(({ value: name }) =>
    policiesOfGroup(store, account, name),
  );
  return {
    identity: [...policiesOfIdentity(store, account, "user", user), ...groups],
    boundary: boundaryPolicy(store, account, user.boundary),
  };
}

export function policiesOfGroup(store: Store, account: string, groupName: string): readonly PolicySource[] {
  const group = store.get<GroupRecord>(groupKey(account, groupName));
  return group ? policiesOfIdentity(store, account, "group", group) : [];
}

/** A managed policy's default version as a source for evaluation. */
export function managedPolicySource(store: Store, account: string, arn: string): PolicySource | undefined {
  const policy = store.get<ManagedPolicyRecord>(policyKey(account, arn));
  const version = policy?.versions.find(({ id }) => id === policy.defaultVersion);
  return policy && version && { id: policy.name, type: "IAM Policy", document: version.document };
}

function policiesOfIdentity(
  store: Store,
  account: string,
  kind: IdentityKind,
  identity: { readonly id: string; readonly name: string },
): PolicySource[] {
  const inline = [...store.range<string>({ prefix: inlinePolicyPrefix(account, identity.id) })].map(
    ({ key, value }) => ({ id: `${kind}_${identity.name}_${String(key.at(-1))}`, type: "IAM Policy", document: value }),
  );
  const attached = [...store.range({ prefix: attachmentPrefix(account, identity.id) })].flatMap(
    ({ key }) => managedPolicySource(store, account, String(key.at(-1))) ?? [],
  );
  return [...inline, ...attached];
}

// A boundary that no longer exists allows nothing.
function boundaryPolicy(store: Store, account: string, arn: string | undefined): PolicySource | undefined {
  if (arn === undefined) return undefined;
  return (
    managedPolicySource(store, account, arn) ?? {
      id: arn,
      type: "IAM Permissions Boundary Policy",
      document: '{"Version":"2012-10-17","Statement":[]}',
    }
  );
}
