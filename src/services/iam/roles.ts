/** Roles: lookup and description. */
import type * as Iam from "@aws-sdk/client-iam";
import { identityPrefix, roleKey } from "../../cloud/identity/keys.ts";
import { lastUseOf } from "../../cloud/identity/last-used.ts";
import type { RoleRecord } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { boundaryMember } from "./boundary.ts";
import { noSuchEntity } from "./fault.ts";
import { encodeDocument } from "./policy-text.ts";
import { tagsMember } from "./tags.ts";

export function requireRole({ store, account }: OperationContext, name: string | undefined): RoleRecord {
  const role = store.get<RoleRecord>(roleKey(account, name ?? ""));
  if (!role) throw noSuchEntity(`The role with name ${name} cannot be found.`);
  return role;
}

export function saveRole({ store, account }: OperationContext, role: RoleRecord): void {
  store.put(roleKey(account, role.name), role);
}

/** A role that may be changed: those linked to a service belong to the service. */
export function requireOwnRole(context: OperationContext, name: string | undefined): RoleRecord {
  const role = requireRole(context, name);
  if (role.linkedService !== undefined) {
    throw new ServiceException(
      "UnmodifiableEntity",
      `Cannot perform the operation on the protected role '${role.name}' - this role is only modifiable by AWS`,
    );
  }
  return role;
}

export function allRoles({ store, account }: OperationContext): RoleRecord[] {
  return [...store.range<RoleRecord>({ prefix: identityPrefix(account, "role") })].map(({ value }) => value);
}

/** What every operation tells of a role. ListRoles leaves tags and boundary out, CreateRole the session duration. */
export function roleSummary(role: RoleRecord) {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: role.arn,
    CreateDate: role.created,
    AssumeRolePolicyDocument: encodeDocument(role.trustPolicy),
    ...(role.description === undefined ? {} : { Description: role.description }),
  };
}

export function roleDetail(context: OperationContext, role: RoleRecord): Iam.Role {
  return {
    ...roleSummary(role),
    MaxSessionDuration: role.maxSessionDuration,
    RoleLastUsed: roleLastUsed(context, role),
    ...boundaryMember(role.boundary),
    ...tagsMember(role.tags),
  };
}

export function roleLastUsed({ store, account }: OperationContext, { id }: RoleRecord): Iam.RoleLastUsed {
  const last = lastUseOf(store, account, id);
  return last ? { LastUsedDate: last.at, Region: last.region } : {};
}

export function roleListItem(role: RoleRecord): Iam.Role {
  return { ...roleSummary(role), MaxSessionDuration: role.maxSessionDuration };
}
