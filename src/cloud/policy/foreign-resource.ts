/**
 * Resources of other accounts, which may be used as far as their own policies let the caller. What the caller's account
 * lets its users do is not asked here, as it is not for its own resources.
 */
import { ServiceException } from "../../wire/service-exception.ts";
import { roleKey } from "../identity/keys.ts";
import type { RoleRecord } from "../identity/records.ts";
import type { OperationContext } from "../operation.ts";
import { allowsEverything, evaluate } from "./evaluate.ts";
import type { Caller } from "./principal-match.ts";

type Context = Pick<OperationContext, "account" | "principal" | "store">;

export interface ForeignResource {
  readonly arn: string;
  readonly account: string;
  /** The policy's JSON text; a resource without one is nobody else's. */
  readonly policy: string | undefined;
}

/** `action` is the name of a permission, such as `dynamodb:GetItem`. */
export function checkForeignAccess(resource: ForeignResource, action: string, context: Context): void {
  if (resource.policy === undefined) throw notAuthorized(resource.arn, action, context);
  const caller = callerOf(context);
  const { outcome } = evaluate(
    {
      action,
      resource: resource.arn,
      caller,
      context: new Map([
        ["aws:principalarn", [caller.roleArn ?? caller.arn]],
        ["aws:principalaccount", [context.account]],
      ]),
    },
    {
      identity: [allowsEverything],
      resource: { id: resource.arn, type: "Resource Policy", document: resource.policy },
      resourceAccount: resource.account,
    },
  );
  if (outcome !== "allowed") throw notAuthorized(resource.arn, action, context, outcome === "explicitDeny");
}

function callerOf({ account, principal, store }: Context): Caller {
  if (principal.type === "service") return { arn: "", account, service: principal.arn };
  const role = principal.type === "assumed-role" ? principal.arn.split("/")[1] : undefined;
  const roleArn = role === undefined ? undefined : store.get<RoleRecord>(roleKey(account, role))?.arn;
  return { arn: principal.arn, account, roleArn };
}

/** Source: IAM's documentation of its messages for denied access. */
export function notAuthorized(
  resource: string,
  action: string,
  { principal }: Pick<Context, "principal">,
  denied = false,
): ServiceException {
  const reason = denied
    ? "with an explicit deny in a resource-based policy"
    : `because no resource-based policy allows the ${action} action`;
  return new ServiceException(
    "AccessDeniedException",
    `User: ${principal.arn} is not authorized to perform: ${action} on resource: ${resource} ${reason}`,
  );
}
