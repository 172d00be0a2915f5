/** Who of an entity's identities has used a service last: a group's are its members, a policy's those it is attached to. */
import type * as Iam from "@aws-sdk/client-iam";
import { attachedToPrefix } from "../../cloud/identity/keys.ts";
import { type LastUse, lastUseOfService } from "../../cloud/identity/last-used.ts";
import type { RoleRecord, UserRecord } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { membersOf, requireGroup } from "./groups.ts";
import { requireRole } from "./roles.ts";
import { SERVICE_NAMES } from "./service-names.ts";
import { requireUser } from "./users.ts";

type Identity = RoleRecord | UserRecord;

export function identitiesOf(context: OperationContext, arn: string): Identity[] {
  if (arn.includes(":policy/")) {
    const { store, account } = context;
    const attached = [...store.range<string>({ prefix: attachedToPrefix(account, arn) })];
    return attached.flatMap(({ key, value }) => identities(context, String(key.at(-2)), value));
  }
  const [, kind = "", name = ""] = /:(user|group|role)\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  return identities(context, kind, name);
}

function identities(context: OperationContext, kind: string, name: string): Identity[] {
  if (kind === "role") return [requireRole(context, name)];
  return kind === "user" ? [requireUser(context, name)] : membersOf(context, requireGroup(context, name));
}

export interface EntityUse {
  readonly identity: Identity;
  readonly use: LastUse;
}

/** The latest first. */
export function usesOfService(context: OperationContext, arn: string, service: string): EntityUse[] {
  return identitiesOf(context, arn)
    .flatMap((identity): EntityUse[] => {
      const use = lastUseOfService(context.store, context.account, identity.id, service);
      return use ? [{ identity, use }] : [];
    })
    .sort((one, other) => other.use.at.getTime() - one.use.at.getTime());
}

export function serviceLastAccessed(
  context: OperationContext,
  arn: string,
  ServiceNamespace: string,
): Iam.ServiceLastAccessed {
  const uses = usesOfService(context, arn, ServiceNamespace);
  const [last] = uses;
  return {
    ServiceName: SERVICE_NAMES[ServiceNamespace],
    ServiceNamespace,
    ...(last && {
      LastAuthenticated: last.use.at,
      LastAuthenticatedEntity: last.use.arn,
      LastAuthenticatedRegion: last.use.region,
    }),
    TotalAuthenticatedEntities: uses.length,
  };
}
