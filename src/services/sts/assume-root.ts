import type { Operation } from "../../cloud/operation.ts";
import type { Sts } from "./client.ts";
import { accessDenied } from "./role.ts";

/** Only accounts of an organization with centralized root access are open to it, and there are no organizations here. */
export const assumeRoot: Operation<Sts, "AssumeRoot"> = ({ TargetPrincipal }, { principal, partition }) => {
  const target = (TargetPrincipal as string).startsWith("arn:")
    ? TargetPrincipal
    : `arn:${partition}:iam::${TargetPrincipal}:root`;
  throw accessDenied(`User: ${principal.arn} is not authorized to perform: sts:AssumeRoot on resource: ${target}`);
};
