/** The role that an ARN names, for those who want to assume it. */
import { parseArn } from "../../cloud/arn.ts";
import { roleKey } from "../../cloud/identity/keys.ts";
import type { RoleRecord } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";

export interface AssumedRole {
  readonly account: string;
  readonly role: RoleRecord;
}

/** Throws a ValidationError for what is no role's ARN, and `denied` for a role that is not there. */
export function requireRole({ store }: OperationContext, arn: string, denied: () => ServiceException): AssumedRole {
  const parsed = parseArn(arn);
  const path = parsed?.resource.startsWith("role/") ? parsed.resource.slice("role/".length) : undefined;
  if (parsed === undefined || parsed.service !== "iam" || !/^\d{12}$/.test(parsed.account) || !path) {
    throw new ServiceException("ValidationError", `${arn} is invalid`, {}, 400);
  }
  const name = path.slice(path.lastIndexOf("/") + 1);
  const role = store.get<RoleRecord>(roleKey(parsed.account, name));
  if (role === undefined || role.arn !== arn) throw denied();
  return { account: parsed.account, role };
}

/** Throws when a session is to last longer than the role allows. */
export function checkDuration(role: RoleRecord, seconds: number): void {
  if (seconds <= role.maxSessionDuration) return;
  throw new ServiceException(
    "ValidationError",
    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
    {},
    400,
  );
}

export function accessDenied(message: string): ServiceException {
  return new ServiceException("AccessDenied", message, {}, 403);
}

/** ARN and id of a role's session, as they go into AssumedRoleUser and into GetCallerIdentity. */
export function assumedRoleUser({ account, role }: AssumedRole, partition: string, session: string) {
  return {
    AssumedRoleId: `${role.id}:${session}`,
    Arn: `arn:${partition}:sts::${account}:assumed-role/${role.name}/${session}`,
  };
}
