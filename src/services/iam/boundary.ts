/** Permissions boundaries of roles and users. */
import type * as Iam from "@aws-sdk/client-iam";
import type { OperationContext } from "../../cloud/operation.ts";
import { noSuchEntity, validationError } from "./fault.ts";
import { findPolicy } from "./managed-policies.ts";
import { allRoles } from "./roles.ts";
import { allUsers } from "./users.ts";

/** Checks that the ARN names a managed policy, which then counts as used in this account. */
export function requireBoundary(context: OperationContext, arn: string | undefined): string | undefined {
  if (arn === undefined) return undefined;
  if (!/^arn:[^:]+:iam::(\d{12}|aws):policy\/.+$/.test(arn)) {
    throw validationError(`ARN ${arn} is not valid.`);
  }
  if (!findPolicy(context, arn)) throw noSuchEntity(`Scope ARN: ${arn} does not exist or is not attachable.`);
  return arn;
}

export function boundaryMember(arn: string | undefined): { PermissionsBoundary?: Iam.AttachedPermissionsBoundary } {
  return arn === undefined
    ? {}
    : { PermissionsBoundary: { PermissionsBoundaryType: BOUNDARY_TYPE, PermissionsBoundaryArn: arn } };
}

// Source: AWS, recorded: it answers "Policy", where the model's enumeration has another word.
const BOUNDARY_TYPE = "Policy" as "PermissionsBoundaryPolicy";

export function boundaryUsage(context: OperationContext, arn: string): number {
  return [...allRoles(context), ...allUsers(context)].filter(({ boundary }) => boundary === arn).length;
}
