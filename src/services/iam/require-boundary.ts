import type { OperationContext } from "../../cloud/operation.ts";
import { noSuchEntity, validationError } from "./fault.ts";
import { findPolicy } from "./managed-policies.ts";

/** Checks that the ARN names a managed policy, which then counts as used in this account. */
export function requireBoundary(context: OperationContext, arn: string | undefined): string | undefined {
  if (arn === undefined) return undefined;
  if (!/^arn:[^:]+:iam::(\d{12}|aws):policy\/.+$/.test(arn)) {
    throw validationError(`ARN ${arn} is not valid.`);
  }
  if (!findPolicy(context, arn)) throw noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`);
  return arn;
}
