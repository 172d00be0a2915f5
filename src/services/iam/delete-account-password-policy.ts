import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { noPasswordPolicy, passwordPolicyKey } from "./password-policy.ts";

export const deleteAccountPasswordPolicy: Operation<typeof Iam, "DeleteAccountPasswordPolicy"> = (
  _,
  { store, account },
) => {
  if (!store.delete(passwordPolicyKey(account))) throw noPasswordPolicy(account);
  return {};
};
