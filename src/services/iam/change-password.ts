import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { findLoginProfile, saveLoginProfile } from "./login-profiles.ts";
import { checkPassword, hashedPassword, isPassword } from "./passwords.ts";
import { userOrCaller } from "./users.ts";

export const changePassword: Operation<typeof Iam, "ChangePassword"> = ({ OldPassword, NewPassword }, context) => {
  if (context.principal.type !== "user") {
    throw new ServiceException("InvalidUserTypeException", "Only IAM Users can change their own password.");
  }
  const user = userOrCaller(context, undefined);
  const profile = findLoginProfile(context, user);
  if (!profile?.password || !isPassword(OldPassword as string, profile.password)) {
    throw new ServiceException("AccessDenied", "The old password was incorrect.", {}, 403);
  }
  checkPassword(context, NewPassword as string);
  saveLoginProfile(context, user, {
    ...profile,
    password: hashedPassword(NewPassword as string),
    resetRequired: false,
  });
  return {};
};
