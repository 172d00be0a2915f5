import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { removeLoginProfile, requireLoginProfile } from "./login-profiles.ts";
import { userOrCaller } from "./users.ts";

export const deleteLoginProfile: Operation<typeof Iam, "DeleteLoginProfile"> = ({ UserName }, context) => {
  const user = userOrCaller(context, UserName);
  requireLoginProfile(context, user);
  removeLoginProfile(context, user);
  return {};
};
