/** The grammar of a role's trust policy, with IAM's sentences. */
import { roleKey, userKey } from "../../../cloud/identity/keys.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import { malformedPolicy } from "../fault.ts";
import type { Json } from "./json-document.ts";
import { isConditionBlock, isObject, isVersion, statementsOf, stringList } from "./json-document.ts";

const MEMBERS = new Set(["Sid", "Effect", "Action", "NotAction", "Principal", "NotPrincipal", "Condition"]);

/** Throws MalformedPolicyDocument unless the text is a valid trust policy. */
export function checkTrustPolicy(text: string | undefined, context: OperationContext): void {
  const document = parse(text ?? "");
  if (document.Statement === undefined) fail("Missing required field Statement");
  const statements = statementsOf(document) ?? fail("This policy contains invalid Json");
  if (document.Version !== undefined && !isVersion(document.Version)) {
    fail("Syntax error in policy version.");
  }
  for (const statement of statements) checkStatement(statement, context);
  const ids = statements.flatMap(({ Sid }) => (typeof Sid === "string" && Sid !== "" ? [Sid] : []));
  if (new Set(ids).size < ids.length) fail("Statement IDs (SID) in a single policy must be unique.");
}

// Source: AWS, recorded (CreateRole with text that is no JSON).
function parse(text: string): Json {
  try {
    const document: unknown = JSON.parse(text);
    if (isObject(document)) return document;
  } catch {
    // Falls through to the refusal.
  }
  return fail("This policy contains invalid Json");
}

function checkStatement(statement: Json, context: OperationContext): void {
  for (const name of ["Resource", "NotResource"]) {
    if (statement[name] !== undefined) fail(`Has prohibited field ${name}`);
  }
  const unknown = Object.keys(statement).find((name) => !MEMBERS.has(name));
  if (unknown !== undefined) fail(`Unknown field ${unknown}`);
  if (statement.Effect === undefined) fail("Missing required field Effect");
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny")
    fail(`Invalid effect: ${JSON.stringify(statement.Effect)}`);
  if (statement.Principal === undefined && statement.NotPrincipal === undefined) {
    fail("Missing required field Principal");
  }
  if (statement.Action === undefined && statement.NotAction === undefined) fail("Missing required field Action");
  const actions = stringList(statement.Action ?? statement.NotAction) ?? fail("Syntax errors in policy.");
  if (actions.length === 0) fail("Missing required field Action");
  if (!actions.every((action) => action === "*" || /^sts:/i.test(action))) {
    fail("AssumeRole policy may only specify STS AssumeRole actions.");
  }
  if (statement.Condition !== undefined && !isConditionBlock(statement.Condition)) fail("Syntax errors in policy.");
  checkPrincipals(statement.Principal ?? statement.NotPrincipal, context);
}

function checkPrincipals(principal: unknown, context: OperationContext): void {
  if (principal === "*") return;
  if (!isObject(principal)) fail(`AssumeRole policy contained an invalid principal: ${JSON.stringify(principal)}.`);
  for (const [kind, names] of Object.entries(principal)) {
    const list = stringList(names) ?? fail("Syntax errors in policy.");
    const invalid = list.find((name) => !principalExists(kind, name, context));
    if (invalid !== undefined) {
      fail(
        `Invalid principal in policy: "${kind === "Service" ? "SERVICE" : kind === "Federated" ? "FEDERATED" : kind}":"${invalid}"`,
      );
    }
  }
}

function principalExists(kind: string, name: string, context: OperationContext): boolean {
  if (kind === "Service")
    return /^[a-z0-9-]+(\.[a-z0-9-]+)*\.(amazonaws\.com|amazonaws\.com\.cn|amazon\.com)$/.test(name);
  if (kind === "AWS") return awsPrincipalExists(name, context);
  return kind === "Federated" || kind === "CanonicalUser";
}

// Of other accounts nothing is known here; in this one a user or role must exist.
function awsPrincipalExists(name: string, { store, account }: OperationContext): boolean {
  if (name === "*" || /^\d{12}$/.test(name) || /^A(RO|ID)A[A-Z2-7]+$/.test(name)) return true;
  const match = /^arn:[^:]+:(iam|sts)::(\d{12}):(.+)$/.exec(name);
  if (!match) return false;
  const [, , owner, resource = ""] = match;
  if (owner !== account || resource === "root") return true;
  const [kind, ...path] = resource.split("/");
  if (kind === "role") return store.has(roleKey(account, path.at(-1) ?? ""));
  if (kind === "user") return store.has(userKey(account, path.at(-1) ?? ""));
  return kind === "assumed-role" || kind === "federated-user";
}

function fail(message: string): never {
  throw malformedPolicy(message);
}
