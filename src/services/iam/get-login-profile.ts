import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { loginProfileDetail, requireLoginProfile } from "./login-profiles.ts";
import { userOrCaller } from "./users.ts";

export const getLoginProfile: Operation<typeof Iam, "GetLoginProfile"> = ({ UserName }, context) => {
  const user = userOrCaller(context, UserName);
  return { LoginProfile: loginProfileDetail(user, requireLoginProfile(context, user)) };
};
