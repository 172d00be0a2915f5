import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { withoutTags } from "./tags.ts";
import { requireUser, saveUser } from "./users.ts";

export const untagUser: Operation<typeof Iam, "UntagUser"> = ({ UserName, TagKeys }, context) => {
  const user = requireUser(context, UserName);
  saveUser(context, { ...user, tags: withoutTags(user.tags, TagKeys) });
  return {};
};
