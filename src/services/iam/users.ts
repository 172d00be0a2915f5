/** Users: lookup and description. */
import type * as Iam from "@aws-sdk/client-iam";
import { identityPrefix, userKey } from "../../cloud/identity/keys.ts";
import type { UserRecord } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { boundaryMember } from "./boundary.ts";
import { noSuchEntity, validationError } from "./fault.ts";
import { tagsMember } from "./tags.ts";

export function requireUser({ store, account }: OperationContext, name: string | undefined): UserRecord {
  const user = store.get<UserRecord>(userKey(account, name ?? ""));
  if (!user) throw noSuchEntity(`The user with name ${name} cannot be found.`);
  return user;
}

/** The named user or, without a name, the one whose credentials sign the request. */
export function userOrCaller(context: OperationContext, name: string | undefined): UserRecord {
  return requireUser(context, name ?? callerName(context));
}

function callerName({ principal }: OperationContext): string {
  const name = principal.type === "user" ? principal.arn.split("/").at(-1) : undefined;
  if (name === undefined) throw validationError("Must specify userName when calling with non-User credentials");
  return name;
}

export function saveUser({ store, account }: OperationContext, user: UserRecord): void {
  store.put(userKey(account, user.name), user);
}

export function allUsers({ store, account }: OperationContext): UserRecord[] {
  return [...store.range<UserRecord>({ prefix: identityPrefix(account, "user") })].map(({ value }) => value);
}

export function userSummary(user: UserRecord): Iam.User {
  return { Path: user.path, UserName: user.name, UserId: user.id, Arn: user.arn, CreateDate: user.created };
}

export function userDetail(user: UserRecord): Iam.User {
  return { ...userSummary(user), ...boundaryMember(user.boundary), ...tagsMember(user.tags) };
}
