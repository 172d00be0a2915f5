/**
 * IAM's decision for one request: a pure function of the policies and the request. Follows the published evaluation
 * logic: an explicit deny anywhere wins; then somebody must allow, and every boundary and session policy must agree.
 */
import type { PolicyStatement } from "./document.ts";
import { parsePolicy } from "./document.ts";
import type { PrincipalMatch } from "./principal-match.ts";
import { matchPrincipals } from "./principal-match.ts";
import type { AccessRequest } from "./statement-match.ts";
import { statementApplies } from "./statement-match.ts";

export interface PolicySource {
  /** What a decision calls this policy, such as its ARN or `user_alice_inline`. */
  readonly id: string;
  readonly type: string;
  /** The document's JSON text. */
  readonly document: string;
}

/** What counts as a root's own policy, and as anybody's whose policies are not asked. */
export const allowsEverything: PolicySource = {
  id: "root",
  type: "IAM Policy",
  document: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
};

export interface PolicySet {
  readonly identity: readonly PolicySource[];
  /** Permissions boundary: when given it must allow as well. */
  readonly boundary?: PolicySource | undefined;
  /** Session policies of AssumeRole and GetFederationToken: when given one of them must allow as well. */
  readonly session?: readonly PolicySource[] | undefined;
  readonly resource?: PolicySource | undefined;
  /** Account that owns the resource; absent means the caller's own. */
  readonly resourceAccount?: string | undefined;
}

export interface MatchedStatement {
  readonly source: PolicySource;
  /** Position of the statement in its document. */
  readonly index: number;
  readonly statement: PolicyStatement;
}

export interface Decision {
  readonly outcome: "allowed" | "explicitDeny" | "implicitDeny";
  /** The statements that decided: the denying ones, or all that allow. */
  readonly matched: readonly MatchedStatement[];
  /** Whether a boundary or session policy is what kept an otherwise allowed request out. */
  readonly limitedBy: "boundary" | "session" | undefined;
  readonly allowedByBoundary: boolean | undefined;
}

export function evaluate(request: AccessRequest, policies: PolicySet): Decision {
  const identity = matching(policies.identity, request);
  const boundary = policies.boundary && matching([policies.boundary], request);
  const session = policies.session && matching(policies.session, request);
  const resource = policies.resource ? matchingResource(policies.resource, request) : [];
  const allowedByBoundary = boundary && allows(boundary);

  const everything = [...identity, ...(boundary ?? []), ...(session ?? []), ...resource];
  const denying = everything.filter(({ statement }) => statement.effect === "Deny");
  if (denying.length > 0) return { outcome: "explicitDeny", matched: denying, limitedBy: undefined, allowedByBoundary };

  const identityAllows = identity.filter(isAllow);
  const granting = resource.filter((match) => isAllow(match) && match.principal !== "account");
  const delegating = resource.some((match) => isAllow(match) && match.principal === "account");
  const foreign = policies.resourceAccount !== undefined && policies.resourceAccount !== request.caller.account;
  const allowed = foreign
    ? identityAllows.length > 0 && (granting.length > 0 || delegating)
    : identityAllows.length > 0 || granting.length > 0;
  const matched = [...identityAllows, ...granting];
  if (!allowed) return { outcome: "implicitDeny", matched: [], limitedBy: undefined, allowedByBoundary };

  // A resource policy that names the session or user itself is not limited by boundary or session policies.
  const direct = !foreign && granting.some(({ principal }) => principal === "session");
  if (!direct && boundary && !allows(boundary)) {
    return { outcome: "implicitDeny", matched: [], limitedBy: "boundary", allowedByBoundary };
  }
  if (!direct && session && !allows(session)) {
    return { outcome: "implicitDeny", matched: [], limitedBy: "session", allowedByBoundary };
  }
  return { outcome: "allowed", matched, limitedBy: undefined, allowedByBoundary };
}

function matching(sources: readonly PolicySource[], request: AccessRequest): MatchedStatement[] {
  return sources.flatMap((source) =>
    parsePolicy(source.document).statements.flatMap((statement, index) =>
      statementApplies(statement, request) ? [{ source, index, statement }] : [],
    ),
  );
}

type ResourceMatch = MatchedStatement & { readonly principal: PrincipalMatch };

function matchingResource(source: PolicySource, request: AccessRequest): ResourceMatch[] {
  return parsePolicy(source.document).statements.flatMap((statement, index) => {
    const principal = principalOf(statement, request);
    return principal && statementApplies(statement, request) ? [{ source, index, statement, principal }] : [];
  });
}

function principalOf(statement: PolicyStatement, { caller }: AccessRequest): PrincipalMatch {
  if (statement.principals) return matchPrincipals(statement.principals, caller);
  if (!statement.notPrincipals) return undefined;
  return matchPrincipals(statement.notPrincipals, caller) ? undefined : "everyone";
}

function isAllow({ statement }: MatchedStatement): boolean {
  return statement.effect === "Allow";
}

function allows(matches: readonly MatchedStatement[]): boolean {
  return matches.some(isAllow);
}
