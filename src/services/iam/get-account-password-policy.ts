import type * as Iam from "@aws-sdk/client-iam";
import type { Operation } from "../../cloud/operation.ts";
import { noPasswordPolicy, passwordPolicyKey } from "./password-policy.ts";

export const getAccountPasswordPolicy: Operation<typeof Iam, "GetAccountPasswordPolicy"> = (_, { store, account }) => {
  const policy = store.get<Iam.PasswordPolicy>(passwordPolicyKey(account));
  if (!policy) throw noPasswordPolicy(account);
  return { PasswordPolicy: policy };
};
