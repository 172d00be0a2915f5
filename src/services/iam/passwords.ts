/** Users' passwords: what the account's policy asks of them, and the hash that is kept. */
import { randomBytes, scryptSync, timingSafeEqual } from "node:crypto";
import type * as Iam from "@aws-sdk/client-iam";
import type { OperationContext } from "../../cloud/operation.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import { passwordPolicyKey } from "./password-policy.ts";

const KEY_BYTES = 32;
const LEAST_LENGTH = 8;
/** Of capitals, small letters, digits and signs, where the account has no policy of its own. */
const LEAST_KINDS = 3;
const SYMBOLS = /[!@#$%^&*()_+\-=[\]{}|']/;

/** Throws for a password that the account's policy, or AWS's where it has none, does not allow. */
export function checkPassword({ store, account }: OperationContext, password: string): void {
  const policy = store.get<Iam.PasswordPolicy>(passwordPolicyKey(account));
  const has = { upper: /[A-Z]/.test(password), lower: /[a-z]/.test(password), digit: /\d/.test(password) };
  const symbol = SYMBOLS.test(password);
  const conforms = policy
    ? password.length >= (policy.MinimumPasswordLength ?? 0) &&
      (has.upper || !policy.RequireUppercaseCharacters) &&
      (has.lower || !policy.RequireLowercaseCharacters) &&
      (has.digit || !policy.RequireNumbers) &&
      (symbol || !policy.RequireSymbols)
    : password.length >= LEAST_LENGTH && [...Object.values(has), symbol].filter(Boolean).length >= LEAST_KINDS;
  if (!conforms) {
    throw new ServiceException("PasswordPolicyViolation", "Password does not conform to the account password policy.");
  }
}

export function hashedPassword(password: string): string {
  const salt = randomBytes(16);
  return `${salt.toString("base64")}:${scryptSync(password, salt, KEY_BYTES).toString("base64")}`;
}

export function isPassword(password: string, hashed: string): boolean {
  const [salt = "", key = ""] = hashed.split(":");
  return timingSafeEqual(scryptSync(password, Buffer.from(salt, "base64"), KEY_BYTES), Buffer.from(key, "base64"));
}
