import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireRole, roleDetail } from "./roles.ts";

export const getRole: Operation<typeof Iam, "GetRole"> = ({ RoleName }, context) => ({
  Role: roleDetail(context, requireRole(context, RoleName)),
});
