/** The identity whose policies the simulator is asked about, by ARN. */
import type { PrincipalPolicies } from "../../../cloud/identity/principal-policies.ts";
import { policiesOfGroup, policiesOfRole, policiesOfUser } from "../../../cloud/identity/principal-policies.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import { invalidInput } from "../fault.ts";
import { requireGroup } from "../groups.ts";
import { requireRole } from "../roles.ts";
import { requireUser } from "../users.ts";

export function policiesOfArn(context: OperationContext, arn: string | undefined): PrincipalPolicies {
  const { store, account } = context;
  const match = /^arn:[^:]+:iam::(\d{12}):(user|group|role)\/(?:.*\/)?([^/]+)$/.exec(arn ?? "");
  if (!match) throw invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`);
  const [, , kind, name = ""] = match;
  if (kind === "role") return policiesOfRole(store, account, requireRole(context, name).name);
  if (kind === "user") return policiesOfUser(store, account, requireUser(context, name).name);
  return { identity: policiesOfGroup(store, account, requireGroup(context, name).name), boundary: undefined };
}
