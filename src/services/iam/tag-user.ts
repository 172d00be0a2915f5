import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { mergeTags } from "./tags.ts";
import { requireUser, saveUser } from "./users.ts";

export const tagUser: Operation<typeof Iam, "TagUser"> = ({ UserName, Tags }, context) => {
  const user = requireUser(context, UserName);
  saveUser(context, { ...user, tags: mergeTags(user.tags, Tags) });
  return {};
};
