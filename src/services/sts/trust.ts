/** Whether a role's trust policy lets somebody assume it. Roots may assume any: on this machine they are whoever works here. */

import { roleKey } from "../../cloud/identity/keys.ts";
import type { RoleRecord, SessionRecord } from "../../cloud/identity/records.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import { allowsEverything, evaluate } from "../../cloud/policy/evaluate.ts";
import type { AssumedRole } from "./role.ts";

interface TrustRequest {
  readonly ExternalId?: string | undefined;
  readonly RoleSessionName?: string | undefined;
  readonly SourceIdentity?: string | undefined;
}

export function trusts(
  { account, role }: AssumedRole,
  { principal, account: callersAccount, store }: OperationContext,
  caller: SessionRecord | undefined,
  request: TrustRequest,
): boolean {
  if (principal.type !== "user" && principal.type !== "assumed-role") return true;
  const own =
    principal.type === "assumed-role" ? store.get<RoleRecord>(roleKey(callersAccount, caller?.name ?? "")) : undefined;
  const roleArn = own?.arn;
  const given: readonly (readonly [string, string | undefined])[] = [
    ["sts:externalid", request.ExternalId],
    ["sts:rolesessionname", request.RoleSessionName],
    ["sts:sourceidentity", request.SourceIdentity],
    ["aws:principalarn", roleArn ?? principal.arn],
    ["aws:principalaccount", callersAccount],
  ];
  const { outcome } = evaluate(
    {
      action: "sts:AssumeRole",
      resource: role.arn,
      caller: { arn: principal.arn, account: callersAccount, roleArn },
      context: new Map(given.flatMap(([name, value]) => (value === undefined ? [] : [[name, [value]] as const]))),
    },
    {
      identity: [allowsEverything],
      resource: { id: role.name, type: "Trust Policy", document: role.trustPolicy },
      // A trust policy must speak for itself, as the policy of another account's resource must.
      resourceAccount: `${account} trust`,
    },
  );
  return outcome === "allowed";
}
