/** Instance profiles: a name under which an instance finds its one role. */
import type * as Iam from "@aws-sdk/client-iam";
import type { Tag } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import { noSuchEntity } from "./fault.ts";
import { requireRole, roleSummary } from "./roles.ts";
import { tagsMember } from "./tags.ts";

export interface InstanceProfileRecord {
  readonly arn: string;
  readonly path: string;
  readonly name: string;
  readonly id: string;
  readonly created: Date;
  readonly roleName: string | undefined;
  readonly tags: readonly Tag[];
}

const profileKey = (account: string, name: string): Key => ["iam", account, "instance-profile", name.toLowerCase()];

export function findInstanceProfile(
  { store, account }: OperationContext,
  name: string | undefined,
): InstanceProfileRecord | undefined {
  return store.get<InstanceProfileRecord>(profileKey(account, name ?? ""));
}

export function requireInstanceProfile(context: OperationContext, name: string | undefined): InstanceProfileRecord {
  const profile = findInstanceProfile(context, name);
  if (!profile) throw noSuchEntity(`Instance Profile ${name} cannot be found.`);
  return profile;
}

export function saveInstanceProfile({ store, account }: OperationContext, profile: InstanceProfileRecord): void {
  store.put(profileKey(account, profile.name), profile);
}

export function removeInstanceProfile({ store, account }: OperationContext, profile: InstanceProfileRecord): void {
  store.delete(profileKey(account, profile.name));
}

export function allInstanceProfiles({ store, account }: OperationContext): InstanceProfileRecord[] {
  return [...store.range<InstanceProfileRecord>({ prefix: ["iam", account, "instance-profile"] })].map(
    ({ value }) => value,
  );
}

export function profilesOfRole(context: OperationContext, roleName: string): InstanceProfileRecord[] {
  return allInstanceProfiles(context).filter((profile) => profile.roleName === roleName);
}

export function instanceProfileDetail(context: OperationContext, profile: InstanceProfileRecord): Iam.InstanceProfile {
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: profile.arn,
    CreateDate: profile.created,
    Roles: profile.roleName === undefined ? [] : [roleSummary(requireRole(context, profile.roleName))],
    ...tagsMember(profile.tags),
  };
}
