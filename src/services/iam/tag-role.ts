import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireRole, saveRole } from "./roles.ts";
import { mergeTags } from "./tags.ts";

export const tagRole: Operation<typeof Iam, "TagRole"> = ({ RoleName, Tags }, context) => {
  const role = requireRole(context, RoleName);
  saveRole(context, { ...role, tags: mergeTags(role.tags, Tags) });
  return {};
};
