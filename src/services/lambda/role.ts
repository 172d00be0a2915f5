/** The role of a function: that Lambda may assume it, and the credentials that its code gets. */
import type { Cloud } from "../../cloud/cloud.ts";
import type { OperationContext } from "../../cloud/operation.ts";
import type { Credentials } from "../../runtime/function-version.ts";
import { ServiceException } from "../../wire/service-exception.ts";
import type { Place } from "./entities.ts";
import { invalidParameter } from "./fault.ts";

const LAMBDA = "lambda.amazonaws.com";
const PRINCIPAL = { type: "service", arn: LAMBDA, userId: LAMBDA } as const;

/**
 * Refuses a role of this account whose trust policy leaves Lambda out. A role that nobody has created is let through:
 * local stacks commonly name one, and their functions then run with the account's own credentials.
 */
export async function requireAssumableRole(context: OperationContext, roleArn: string | undefined): Promise<void> {
  const name = roleArn?.split("/").at(-1);
  let role: { AssumeRolePolicyDocument?: string } | undefined;
  try {
    const { Role } = await context.call("iam", "GetRole", { RoleName: name });
    role = Role as typeof role;
  } catch (error) {
    if (error instanceof ServiceException) return;
    throw error;
  }
  const trust = decodeURIComponent(role?.AssumeRolePolicyDocument ?? "");
  if (!trust.includes(LAMBDA) && !trust.includes('"*"')) {
    throw invalidParameter("The role defined for the function cannot be assumed by Lambda.");
  }
}

/** Credentials of the role; without such a role those of the account, which are its number. */
export async function roleCredentials(
  cloud: Cloud,
  place: Place,
  roleArn: string,
  functionName: string,
): Promise<Credentials> {
  const input = { RoleArn: roleArn, RoleSessionName: functionName };
  try {
    const answer = await cloud.call("sts", "AssumeRole", input, { ...place, principal: PRINCIPAL });
    const credentials = answer["Credentials"] as { AccessKeyId: string; SecretAccessKey: string; SessionToken: string };
    return {
      accessKeyId: credentials.AccessKeyId,
      secretAccessKey: credentials.SecretAccessKey,
      sessionToken: credentials.SessionToken,
    };
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    return { accessKeyId: place.account, secretAccessKey: "test", sessionToken: "test" };
  }
}
