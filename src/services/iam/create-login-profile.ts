import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { alreadyExists } from "./fault.ts";
import { findLoginProfile, loginProfileDetail, saveLoginProfile } from "./login-profiles.ts";
import { userOrCaller } from "./users.ts";

export const createLoginProfile: Operation<typeof Iam, "CreateLoginProfile"> = (
  { UserName, PasswordResetRequired = false },
  context,
) => {
  const user = userOrCaller(context, UserName);
  if (findLoginProfile(context, user)) throw alreadyExists(`Login Profile for user ${user.name} already exists.`);
  const profile = { created: new Date(wholeSeconds(context.clock.now())), resetRequired: PasswordResetRequired };
  saveLoginProfile(context, user, profile);
  return { LoginProfile: loginProfileDetail(user, profile) };
};
