import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { passwordPolicyKey } from "./password-policy.ts";

// What is not given goes back to its default.
export const updateAccountPasswordPolicy: Operation<typeof Iam, "UpdateAccountPasswordPolicy"> = (
  input,
  { store, account },
) => {
  const age = input.MaxPasswordAge;
  const policy: Iam.PasswordPolicy = {
    MinimumPasswordLength: input.MinimumPasswordLength ?? 6,
    RequireSymbols: input.RequireSymbols ?? false,
    RequireNumbers: input.RequireNumbers ?? false,
    RequireUppercaseCharacters: input.RequireUppercaseCharacters ?? false,
    RequireLowercaseCharacters: input.RequireLowercaseCharacters ?? false,
    AllowUsersToChangePassword: input.AllowUsersToChangePassword ?? false,
    ExpirePasswords: age !== undefined && age > 0,
    ...(age === undefined ? {} : { MaxPasswordAge: age }),
    ...(input.PasswordReusePrevention === undefined ? {} : { PasswordReusePrevention: input.PasswordReusePrevention }),
    ...(input.HardExpiry === undefined ? {} : { HardExpiry: input.HardExpiry }),
  };
  store.put(passwordPolicyKey(account), policy);
  return {};
};
