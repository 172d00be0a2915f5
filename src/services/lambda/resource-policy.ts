/** Resource policies of functions and layer versions: statements by id, written as AWS writes them. */
import { ServiceException } from "../../wire/service-exception.ts";
import type { PolicyRecord, PolicyStatement } from "./entities.ts";
import { conflict, invalidParameter, notFound, preconditionFailed } from "./fault.ts";

export const policyText = (statements: readonly PolicyStatement[]): string =>
  JSON.stringify({ Version: "2012-10-17", Id: "default", Statement: statements });

/** Refuses a change of a policy that has changed since the caller read it. */
export function requireRevision(given: string | undefined, latest: string | undefined, call: string): void {
  if (given !== undefined && given !== latest) throw preconditionFailed(call);
}

export function withStatement(policy: PolicyRecord | undefined, statement: PolicyStatement): PolicyStatement[] {
  const statements = policy?.statements ?? [];
  if (statements.some(({ Sid }) => Sid === statement.Sid)) {
    throw conflict(
      `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    );
  }
  return requireLength([...statements, statement]);
}

/** Bytes that a policy may have. Source: Lambda quotas. */
const LARGEST_POLICY = 20_480;

function requireLength(statements: PolicyStatement[]): PolicyStatement[] {
  const size = Buffer.byteLength(policyText(statements));
  if (size > LARGEST_POLICY) {
    throw new ServiceException(
      "PolicyLengthExceededException",
      `The final policy size (${size}) is bigger than the limit (${LARGEST_POLICY}).`,
      { Type: "User" },
    );
  }
  return statements;
}

export function withoutStatement(policy: PolicyRecord | undefined, id: string): PolicyStatement[] {
  if (!policy) throw noPolicy();
  const statements = policy.statements.filter(({ Sid }) => Sid !== id);
  if (statements.length === policy.statements.length) {
    throw notFound(`Statement ${id} is not found in resource policy.`);
  }
  return statements;
}

export const noPolicy = () => notFound("No policy is associated with the given resource.");

/** A principal as a request names it, in the form of a policy. */
export function policyPrincipal(principal: string, partition: string): PolicyStatement["Principal"] {
  if (principal === "*") return "*";
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:${partition}:iam::${principal}:root` };
  if (/^arn:[^:]+:(iam|sts)::\d{12}:.+$/.test(principal)) return { AWS: principal };
  if (
    /^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|aws\.internal|alexa\.com|aws)$/.test(principal) ||
    principal === "alexa-appkit.amazon.com"
  ) {
    return { Service: principal };
  }
  throw invalidParameter("The provided principal was invalid. Please check the principal and try again.");
}
