import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { tagPage } from "./tags.ts";
import { requireUser } from "./users.ts";

export const listUserTags: Operation<typeof Iam, "ListUserTags"> = (input, context) =>
  tagPage(requireUser(context, input.UserName).tags, input);
