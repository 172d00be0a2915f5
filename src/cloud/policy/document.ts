/** A policy document read into one form: single values and lists alike become lists. */

export interface PolicyStatement {
  readonly sid: string | undefined;
  readonly effect: "Allow" | "Deny";
  readonly principals: PrincipalPatterns | undefined;
  readonly notPrincipals: PrincipalPatterns | undefined;
  readonly actions: readonly string[] | undefined;
  readonly notActions: readonly string[] | undefined;
  readonly resources: readonly string[] | undefined;
  readonly notResources: readonly string[] | undefined;
  readonly conditions: readonly Condition[];
}

/** Principals by kind: AWS, Service, Federated, CanonicalUser. `"Principal": "*"` is AWS `*`. */
export type PrincipalPatterns = Readonly<Record<string, readonly string[]>>;

/** One operator applied to one context key. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export interface PolicyDocument {
  readonly version: string | undefined;
  readonly id: string | undefined;
  readonly statements: readonly PolicyStatement[];
}

const parsed = new Map<string, PolicyDocument>();
const PARSED_LIMIT = 500;

/** Reads a policy's JSON text. Throws SyntaxError when it is no JSON; the document's grammar is not checked here. */
export function parsePolicy(text: string): PolicyDocument {
  const known = parsed.get(text);
  if (known) return known;
  const document = readPolicy(JSON.parse(text));
  if (parsed.size >= PARSED_LIMIT) parsed.clear();
  parsed.set(text, document);
  return document;
}

function readPolicy(value: unknown): PolicyDocument {
  const document = asRecord(value);
  // Only the newer version of the language has variables. Source: IAM's guide, "Version".
  const variables = document.Version === "2012-10-17";
  return {
    version: typeof document.Version === "string" ? document.Version : undefined,
    id: typeof document.Id === "string" ? document.Id : undefined,
    statements: asList(document.Statement).map((statement) =>
      readStatement(variables ? statement : withoutVariables(statement)),
    ),
  };
}

/** The same with every dollar sign before a brace spelt so that it stands for itself. */
function withoutVariables(value: unknown): unknown {
  if (typeof value === "string") return value.replaceAll("${", "${$}{");
  if (Array.isArray(value)) return value.map(withoutVariables);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, withoutVariables(part)]));
}

function readStatement(value: unknown): PolicyStatement {
  const statement = asRecord(value);
  return {
    sid: typeof statement.Sid === "string" ? statement.Sid : undefined,
    effect: statement.Effect === "Deny" ? "Deny" : "Allow",
    principals: readPrincipals(statement.Principal),
    notPrincipals: readPrincipals(statement.NotPrincipal),
    actions: readStrings(statement.Action),
    notActions: readStrings(statement.NotAction),
    resources: readStrings(statement.Resource),
    notResources: readStrings(statement.NotResource),
    conditions: readConditions(statement.Condition),
  };
}

function readPrincipals(value: unknown): PrincipalPatterns | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string") return { AWS: [value] };
  return Object.fromEntries(Object.entries(asRecord(value)).map(([kind, names]) => [kind, readStrings(names) ?? []]));
}

function readConditions(value: unknown): Condition[] {
  return Object.entries(asRecord(value)).flatMap(([operator, keys]) =>
    Object.entries(asRecord(keys)).map(([key, values]) => ({ operator, key, values: asList(values).map(String) })),
  );
}

function readStrings(value: unknown): string[] | undefined {
  return value === undefined ? undefined : asList(value).map(String);
}

function asList(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
