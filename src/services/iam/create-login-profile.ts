import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { wholeSeconds } from "../../cloud/whole-seconds.ts";
import { alreadyExists } from "./fault.ts";
import { findLoginProfile, loginProfileDetail, saveLoginProfile } from "./login-profiles.ts";
import { checkPassword, hashedPassword } from "./passwords.ts";
import { userOrCaller } from "./users.ts";

export const createLoginProfile: Operation<typeof Iam, "CreateLoginProfile"> = (
  { UserName, Password, PasswordResetRequired = false },
  context,
) => {
  const user = userOrCaller(context, UserName);
  if (findLoginProfile(context, user)) throw alreadyExists(`Login Profile for user ${user.name} already exists.`);
  if (Password !== undefined) checkPassword(context, Password);
  const profile = {
    created: new Date(wholeSeconds(context.clock.now())),
    resetRequired: PasswordResetRequired,
    ...(Password === undefined ? {} : { password: hashedPassword(Password) }),
  };
  saveLoginProfile(context, user, profile);
  return { LoginProfile: loginProfileDetail(user, profile) };
};
