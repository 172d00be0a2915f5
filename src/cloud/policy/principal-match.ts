/** Whether a statement's Principal names the caller, and how closely. */
import type { PrincipalPatterns } from "./document.ts";

/** Who makes the request, as policies can name it. */
export interface Caller {
  /** ARN of the caller: a user, a role session, a federated user, an account's root; empty for a service. */
  readonly arn: string;
  readonly account: string;
  /** ARN of the role behind a role session. */
  readonly roleArn?: string | undefined;
  /** Service principal such as `lambda.amazonaws.com`. */
  readonly service?: string | undefined;
  readonly federated?: string | undefined;
  readonly canonicalUser?: string | undefined;
}

/**
 * `session` and `identity`: the statement names this very caller (the session or user itself, or its role);
 * `everyone`: it names all; `account`: it names the account, which only delegates to the account's own policies.
 */
export type PrincipalMatch = "session" | "identity" | "everyone" | "account" | undefined;

const CLOSENESS: readonly PrincipalMatch[] = ["session", "identity", "everyone", "account"];

export function matchPrincipals(patterns: PrincipalPatterns, caller: Caller): PrincipalMatch {
  const found = new Set<PrincipalMatch>();
  for (const [kind, names] of Object.entries(patterns)) {
    for (const name of names) found.add(matchOne(kind, name, caller));
  }
  return CLOSENESS.find((match) => found.has(match));
}

function matchOne(kind: string, name: string, caller: Caller): PrincipalMatch {
  if (kind === "Service")
    return caller.service !== undefined && serviceMatches(name, caller.service) ? "identity" : undefined;
  if (kind === "Federated") return name === caller.federated ? "identity" : undefined;
  if (kind === "CanonicalUser") return name === caller.canonicalUser ? "identity" : undefined;
  if (kind === "*" || name === "*") return "everyone";
  if (caller.service !== undefined && caller.arn === "") return undefined;
  if (name === caller.arn) return caller.roleArn === undefined && isRoot(name) ? "account" : "session";
  if (name === caller.roleArn) return "identity";
  if (name === caller.account || (isRoot(name) && name.split(":")[4] === caller.account)) return "account";
  return undefined;
}

function isRoot(arn: string): boolean {
  return /^arn:[^:]+:iam::\d{12}:root$/.test(arn);
}

// Regional spellings (logs.eu-west-1.amazonaws.com) and the plain one name the same service.
function serviceMatches(pattern: string, service: string): boolean {
  if (pattern === "*" || pattern === service) return true;
  const name = (principal: string) => principal.split(".")[0];
  return /^[\w-]+\.[a-z]{2}(-[a-z]+)+-\d\.amazonaws\.com(\.cn)?$/.test(pattern) && name(pattern) === name(service);
}
