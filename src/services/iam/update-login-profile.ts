import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireLoginProfile, saveLoginProfile } from "./login-profiles.ts";
import { checkPassword, hashedPassword } from "./passwords.ts";
import { requireUser } from "./users.ts";

export const updateLoginProfile: Operation<typeof Iam, "UpdateLoginProfile"> = (
  { UserName, Password, PasswordResetRequired },
  context,
) => {
  const user = requireUser(context, UserName);
  const profile = requireLoginProfile(context, user);
  if (Password !== undefined) checkPassword(context, Password);
  saveLoginProfile(context, user, {
    ...profile,
    ...(Password === undefined ? {} : { password: hashedPassword(Password) }),
    resetRequired: PasswordResetRequired ?? profile.resetRequired,
  });
  return {};
};
