import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireRole, saveRole } from "./roles.ts";
import { withoutTags } from "./tags.ts";

export const untagRole: Operation<typeof Iam, "UntagRole"> = ({ RoleName, TagKeys }, context) => {
  const role = requireRole(context, RoleName);
  saveRole(context, { ...role, tags: withoutTags(role.tags, TagKeys) });
  return {};
};
