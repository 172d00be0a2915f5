/** Groups: lookup, members, description. */
import type * as Iam from "@aws-sdk/client-iam";
import { groupKey, identityPrefix, memberPrefix, membershipPrefix } from "../../cloud/identity/keys.ts";
import type { GroupRecord, UserRecord } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { noSuchEntity } from "./fault.ts";
import { requireUser } from "./users.ts";

export function requireGroup({ store, account }: OperationContext, name: string | undefined): GroupRecord {
  const group = store.get<GroupRecord>(groupKey(account, name ?? ""));
  if (!group) throw noSuchEntity(`The group with name ${name} cannot be found.`);
  return group;
}

export function saveGroup({ store, account }: OperationContext, group: GroupRecord): void {
  store.put(groupKey(account, group.name), group);
}

export function allGroups({ store, account }: OperationContext): GroupRecord[] {
  return [...store.range<GroupRecord>({ prefix: identityPrefix(account, "group") })].map(({ value }) => value);
}

export function membersOf(context: OperationContext, group: GroupRecord): UserRecord[] {
  const { store, account } = context;
  return [...store.range<string>({ prefix: memberPrefix(account, group.id) })]
    .map(({ value: name }) => requireUser(context, name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

export function groupsOf(context: OperationContext, user: UserRecord): GroupRecord[] {
  const { store, account } = context;
  return [...store.range<string>({ prefix: membershipPrefix(account, user.id) })]
    .map(({ value: name }) => requireGroup(context, name))
    .sort((one, other) => (one.name < other.name ? -1 : 1));
}

export function groupDetail(group: GroupRecord): Iam.Group {
  return { Path: group.path, GroupName: group.name, GroupId: group.id, Arn: group.arn, CreateDate: group.created };
}
