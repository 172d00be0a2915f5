/** How a permissions boundary is told of a role or user. */
import type * as Iam from "@aws-sdk/client-iam";

export function boundaryMember(arn: string | undefined): { PermissionsBoundary?: Iam.AttachedPermissionsBoundary } {
  return arn === undefined
    ? {}
    : { PermissionsBoundary: { PermissionsBoundaryType: BOUNDARY_TYPE, PermissionsBoundaryArn: arn } };
}

// Source: AWS, recorded: it answers "Policy", where the model's enumeration has another word.
const BOUNDARY_TYPE = "Policy" as "PermissionsBoundaryPolicy";
