import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { requireLoginProfile, saveLoginProfile } from "./login-profiles.ts";
import { requireUser } from "./users.ts";

export const updateLoginProfile: Operation<typeof Iam, "UpdateLoginProfile"> = (
  { UserName, PasswordResetRequired },
  context,
) => {
  const user = requireUser(context, UserName);
  const profile = requireLoginProfile(context, user);
  saveLoginProfile(context, user, { ...profile, resetRequired: PasswordResetRequired ?? profile.resetRequired });
  return {};
};
