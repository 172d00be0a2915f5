import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireRole } from "./roles.ts";
import { tagPage } from "./tags.ts";

export const listRoleTags: Operation<typeof Iam, "ListRoleTags"> = (input, context) =>
  tagPage(requireRole(context, input.RoleName).tags, input);
