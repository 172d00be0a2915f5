/** Console passwords of users: whether there is one, and its hash. */
import type * as Iam from "@aws-sdk/client-iam";
import type { UserRecord } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import type { Key } from "../../store/store.ts";
import { noSuchEntity } from "./fault.ts";

export interface LoginProfileRecord {
  readonly created: Date;
  readonly resetRequired: boolean;
  /** Hashed. */
  readonly password?: string;
}

const loginProfileKey = (account: string, user: UserRecord): Key => ["iam", account, "login-profile", user.id];

export function findLoginProfile({ store, account }: OperationContext, user: UserRecord) {
  return store.get<LoginProfileRecord>(loginProfileKey(account, user));
}

export function requireLoginProfile(context: OperationContext, user: UserRecord): LoginProfileRecord {
  const profile = findLoginProfile(context, user);
  if (!profile) throw noSuchEntity(`Login Profile for User ${user.name} cannot be found.`);
  return profile;
}

export function saveLoginProfile(
  { store, account }: OperationContext,
  user: UserRecord,
  profile: LoginProfileRecord,
): void {
  store.put(loginProfileKey(account, user), profile);
}

export function removeLoginProfile({ store, account }: OperationContext, user: UserRecord): void {
  store.delete(loginProfileKey(account, user));
}

export function loginProfileDetail(user: UserRecord, profile: LoginProfileRecord): Iam.LoginProfile {
  return { UserName: user.name, CreateDate: profile.created, PasswordResetRequired: profile.resetRequired };
}
