/** Functions and layers of other accounts: they may be used as far as their resource policies let the caller. */
import type { AnyOperation, OperationContext } from "../../cloud/operation.ts";
import { checkForeignAccess, type ForeignResource } from "../../cloud/policy/foreign-resource.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { PolicyRecord } from "./entities.ts";
import { functionReference, referenceArn } from "./function-name.ts";
import { layerPolicyKey } from "./keys.ts";
import { type LayerVersionReference, layerVersionArn } from "./layers.ts";
import { findPolicy } from "./policy-holder.ts";
import { policyText } from "./resource-policy.ts";

/** Permissions that are not named like the operation. */
const ACTIONS: Readonly<Record<string, string>> = {
  Invoke: "InvokeFunction",
  InvokeWithResponseStream: "InvokeFunction",
};

/** The operations with this check before each that names a function. */
export function guarded(operations: Readonly<Record<string, AnyOperation>>): Record<string, AnyOperation> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [name, guard(ACTIONS[name] ?? name, operation)]),
  );
}

function guard(action: string, operation: AnyOperation): AnyOperation {
  return (input: { readonly FunctionName?: string; readonly Qualifier?: string }, context: OperationContext) => {
    // A plain name is of the caller's own account.
    if (input.FunctionName?.includes(":")) requireFunctionAccess(action, input.FunctionName, input.Qualifier, context);
    return operation(input as never, context);
  };
}

function requireFunctionAccess(
  action: string,
  name: string,
  qualifier: string | undefined,
  context: OperationContext,
): void {
  const reference = functionReference(context, name, qualifier);
  if (isOwn(reference.account, context)) return;
  const { account } = reference;
  const policy = textOf(findPolicy(context, reference));
  check({ arn: referenceArn(reference), account, policy }, `lambda:${action}`, context);
}

export function requireLayerAccess(reference: LayerVersionReference, context: OperationContext): void {
  if (isOwn(reference.account, context)) return;
  const policy = context.store.get<PolicyRecord>(layerPolicyKey(reference, reference.name, reference.version));
  const arn = layerVersionArn(reference, reference.name, reference.version);
  check({ arn, account: reference.account, policy: textOf(policy) }, "lambda:GetLayerVersion", context);
}

function check(resource: ForeignResource, action: string, context: OperationContext): void {
  try {
    checkForeignAccess(resource, action, context);
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    throw new ServiceException(error.code, error.message, {}, 403);
  }
}

/** Services of this cloud have been let in by their own rules. */
const isOwn = (account: string, context: OperationContext): boolean =>
  account === context.account || context.principal.type === "service";

const textOf = (policy: PolicyRecord | undefined): string | undefined => policy && policyText(policy.statements);
