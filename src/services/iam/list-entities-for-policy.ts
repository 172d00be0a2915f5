import type * as Iam from "@aws-sdk/client-iam";
import { attachedToPrefix } from "../../cloud/identity/keys.ts";
import type { IdentityKind, RoleRecord, UserRecord } from "../../cloud/identity/records.ts";
import type { Operation, OperationContext } from "../../cloud/operation.ts";
import { requireGroup } from "./groups.ts";
import { requirePolicy } from "./managed-policies.ts";
import { page } from "./page.ts";
import { allRoles, requireRole } from "./roles.ts";
import { allUsers, requireUser } from "./users.ts";

export const listEntitiesForPolicy: Operation<typeof Iam, "ListEntitiesForPolicy"> = (input, context) => {
  const policy = requirePolicy(context, input.PolicyArn);
  const { EntityFilter, PathPrefix = "/", PolicyUsageFilter } = input;
  const wanted = [
    ...(PolicyUsageFilter === "PermissionsBoundary" ? [] : attachedEntities(context, policy.arn)),
    ...(PolicyUsageFilter === "PermissionsPolicy" ? [] : boundedEntities(context, policy.arn)),
  ].filter(
    (entity) =>
      entity.path.startsWith(PathPrefix) && (EntityFilter === undefined || FILTER[EntityFilter] === entity.kind),
  );
  const unique = [...new Map(wanted.map((entity) => [entity.id, entity])).values()];
  const { items, position } = page(unique, input, ({ id }) => id);
  return {
    PolicyGroups: items.flatMap(({ kind, name, id }) => (kind === "group" ? [{ GroupName: name, GroupId: id }] : [])),
    PolicyUsers: items.flatMap(({ kind, name, id }) => (kind === "user" ? [{ UserName: name, UserId: id }] : [])),
    PolicyRoles: items.flatMap(({ kind, name, id }) => (kind === "role" ? [{ RoleName: name, RoleId: id }] : [])),
    ...position,
  };
};

const FILTER: Readonly<Record<string, IdentityKind>> = { User: "user", Role: "role", Group: "group" };

interface Entity {
  readonly kind: IdentityKind;
  readonly name: string;
  readonly id: string;
  readonly path: string;
}

function attachedEntities(context: OperationContext, arn: string): Entity[] {
  const { store, account } = context;
  const require = { role: requireRole, user: requireUser, group: requireGroup };
  return [...store.range<string>({ prefix: attachedToPrefix(account, arn) })].map(({ key, value }) => {
    const kind = key.at(-2) as IdentityKind;
    const { name, id, path } = require[kind](context, value);
    return { kind, name, id, path };
  });
}

function boundedEntities(context: OperationContext, arn: string): Entity[] {
  const bounded = (kind: IdentityKind, records: readonly (RoleRecord | UserRecord)[]) =>
    records.filter(({ boundary }) => boundary === arn).map(({ name, id, path }): Entity => ({ kind, name, id, path }));
  return [...bounded("role", allRoles(context)), ...bounded("user", allUsers(context))];
}
