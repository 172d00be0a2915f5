/**
 * The grammar of identity-based policies (managed and inline) with IAM's sentences. Order: the form of the whole, then
 * what must not be there, then what is missing, then actions, resources and statement ids.
 */
import { malformedPolicy } from "../fault.ts";
import type { Json } from "./json-document.ts";
import { isConditionBlock, isObject, isVersion, statementsOf, stringList } from "./json-document.ts";

const SYNTAX = "Syntax errors in policy.";
const DOCUMENT_MEMBERS = new Set(["Version", "Id", "Statement"]);
const STATEMENT_MEMBERS = new Set([
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
  "Principal",
  "NotPrincipal",
]);

/** Throws MalformedPolicyDocument unless the text is a valid identity-based policy. */
export function checkIdentityPolicy(text: string | undefined): void {
  const document = parse(text ?? "");
  const statements = statementsOf(document) ?? fail(SYNTAX);
  if (!Object.keys(document).every((name) => DOCUMENT_MEMBERS.has(name))) fail(SYNTAX);
  if (document.Id !== undefined && typeof document.Id !== "string") fail(SYNTAX);
  if (document.Version !== undefined && !isVersion(document.Version)) fail(SYNTAX);
  for (const statement of statements) checkForm(statement);
  if (document.Version !== "2012-10-17") fail("Policy document must be version 2012-10-17 or greater.");
  if (statements.some(({ Principal, NotPrincipal }) => Principal !== undefined || NotPrincipal !== undefined)) {
    fail("Policy document should not specify a principal.");
  }
  for (const statement of statements) checkPresence(statement);
  for (const statement of statements) {
    for (const action of stringList(statement.Action ?? statement.NotAction) ?? []) checkAction(action);
  }
  for (const statement of statements) {
    for (const resource of stringList(statement.Resource ?? statement.NotResource) ?? []) checkResource(resource);
  }
  checkIds(statements);
}

function parse(text: string): Json {
  try {
    const document: unknown = JSON.parse(text);
    if (isObject(document) && document.Statement !== undefined) return document;
  } catch {
    // Falls through: no JSON is a syntax error like any other.
  }
  return fail(SYNTAX);
}

function checkForm(statement: Json): void {
  if (!Object.keys(statement).every((name) => STATEMENT_MEMBERS.has(name))) fail(SYNTAX);
  if (statement.Effect !== "Allow" && statement.Effect !== "Deny") fail(SYNTAX);
  if (statement.Sid !== undefined && typeof statement.Sid !== "string") fail(SYNTAX);
  for (const name of ["Action", "NotAction", "Resource", "NotResource"]) {
    if (statement[name] !== undefined && !stringList(statement[name])) fail(SYNTAX);
  }
  if (statement.Action !== undefined && statement.NotAction !== undefined) fail(SYNTAX);
  if (statement.Resource !== undefined && statement.NotResource !== undefined) fail(SYNTAX);
  if (statement.Condition !== undefined && !isConditionBlock(statement.Condition)) fail(SYNTAX);
}

function checkPresence(statement: Json): void {
  const missing = (one: unknown, other: unknown) => (stringList(one ?? other) ?? []).length === 0;
  if ((statement.Action ?? statement.NotAction) === undefined || missing(statement.Action, statement.NotAction)) {
    fail("Policy statement must contain actions.");
  }
  if (
    (statement.Resource ?? statement.NotResource) === undefined ||
    missing(statement.Resource, statement.NotResource)
  ) {
    fail("Policy statement must contain resources.");
  }
}

function checkAction(action: string): void {
  if (action === "*") return;
  const parts = action.split(":");
  if (parts.length === 1) fail("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
  if (parts.length > 2) fail("Actions/Condition can contain only one colon.");
  if (!/^[a-zA-Z0-9-]+$/.test(parts[0] ?? "")) fail(`Vendor ${parts[0]} is not valid`);
}

const PARTITIONS = new Set(["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "*"]);

function checkResource(resource: string): void {
  if (resource === "*") return;
  const [prefix, partition = "", vendor = "", region = "", , ...rest] = resource.split(":");
  if (prefix !== "arn" || vendor === "") fail(`Resource ${resource} must be in ARN format or "*".`);
  if (!PARTITIONS.has(partition) && !partition.includes("${")) {
    fail(`Partition "${partition}" is not valid for resource "${resource}".`);
  }
  if (/[*?]/.test(vendor) && vendor !== "*")
    fail("Resource vendor must be fully qualified and cannot contain regexes.");
  if (vendor === "iam" && region !== "" && region !== "*") {
    fail(`IAM resource ${resource} cannot contain region information.`);
  }
  if (vendor === "s3" && region !== "" && region !== "*" && rest.join(":").split("/")[0] !== "accesspoint") {
    fail(`Resource ${resource} can not contain region information.`);
  }
  if (rest.length === 0 && vendor !== "*") fail("The policy failed legacy parsing");
}

function checkIds(statements: readonly Json[]): void {
  const ids = statements.flatMap(({ Sid }) => (typeof Sid === "string" && Sid !== "" ? [Sid] : []));
  if (!ids.every((id) => /^[0-9A-Za-z]*$/.test(id))) {
    fail(
      "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
    );
  }
  if (new Set(ids).size < ids.length) fail("Statement IDs (SID) in a single policy must be unique.");
}

function fail(message: string): never {
  throw malformedPolicy(message);
}
