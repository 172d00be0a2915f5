import type { Aws } from "../framework/aws.ts";
import { defineResource } from "../framework/behaviour.ts";
import { unless } from "../framework/call-error.ts";
import { given } from "../framework/given.ts";
import type { IamResources } from "../schema/iam.generated.ts";

type PasswordPolicy = IamResources["aws_iam_account_password_policy"];

export const awsIamAccountPasswordPolicy = defineResource<PasswordPolicy>({
  title: "IAM Account Password Policy",
  async create(planned, aws) {
    await put(planned, aws);
    return { id: "iam-account-password-policy" };
  },
  async read(_, aws) {
    const answer = await unless(aws.call("iam", "GetAccountPasswordPolicy", {}), "NoSuchEntity");
    const policy = answer?.PasswordPolicy;
    if (!policy) return undefined;
    return {
      allow_users_to_change_password: policy.AllowUsersToChangePassword,
      expire_passwords: policy.ExpirePasswords,
      hard_expiry: policy.HardExpiry,
      max_password_age: policy.MaxPasswordAge,
      minimum_password_length: policy.MinimumPasswordLength,
      password_reuse_prevention: policy.PasswordReusePrevention,
      require_lowercase_characters: policy.RequireLowercaseCharacters,
      require_numbers: policy.RequireNumbers,
      require_symbols: policy.RequireSymbols,
      require_uppercase_characters: policy.RequireUppercaseCharacters,
    };
  },
  update: (planned, aws) => put(planned, aws),
  async delete(_, aws) {
    await unless(aws.call("iam", "DeleteAccountPasswordPolicy", {}), "NoSuchEntity");
  },
});

async function put(planned: PasswordPolicy, aws: Aws): Promise<void> {
  await aws.call("iam", "UpdateAccountPasswordPolicy", {
    AllowUsersToChangePassword: planned.allow_users_to_change_password ?? undefined,
    HardExpiry: planned.hard_expiry ?? undefined,
    MaxPasswordAge: given(planned.max_password_age),
    MinimumPasswordLength: given(planned.minimum_password_length),
    PasswordReusePrevention: given(planned.password_reuse_prevention),
    RequireLowercaseCharacters: planned.require_lowercase_characters ?? undefined,
    RequireNumbers: planned.require_numbers ?? undefined,
    RequireSymbols: planned.require_symbols ?? undefined,
    RequireUppercaseCharacters: planned.require_uppercase_characters ?? undefined,
  });
}
