/**
 * Policy documents compared for meaning, as the provider does before it calls a difference a change: order of
 * statements, actions, resources and principals does not matter, one text is a list of one, an account id is its root.
 */
import { jsonFault } from "./go-json.ts";
import { normalizedJson, sameJson } from "./json.ts";

type Fields = Readonly<Record<string, unknown>>;

export function samePolicy(a: string, b: string): boolean {
  const [first, second] = [meaning(a), meaning(b)];
  return first !== undefined && second !== undefined ? first === second : sameJson(a, b);
}

/** What AWS has, in the words of the prior state where they mean the same. */
export function policyFound(prior: string | null, found: string | undefined): string {
  if (found === undefined || found === "") return "";
  if (prior && samePolicy(prior, found)) return prior;
  return normalizedJson(found);
}

/** IAM answers documents percent-encoded. */
export const decoded = (document: string | undefined): string | undefined =>
  document === undefined ? undefined : decodeURIComponent(document);

const EMPTY = "empty";

function meaning(text: string): string | undefined {
  if (text.trim() === "" || text.trim() === "{}") return EMPTY;
  if (jsonFault(text)) return undefined;
  const document: unknown = JSON.parse(text);
  if (typeof document !== "object" || document === null || Array.isArray(document)) return undefined;
  const { Version = "2008-10-17", Id = "", Statement = [], ...rest } = document as Fields;
  const statements = (Array.isArray(Statement) ? Statement : [Statement]).map((one) => statementMeaning(one as Fields));
  return JSON.stringify([Version, Id, statements.sort(), rest]);
}

function statementMeaning(statement: Fields): string {
  return JSON.stringify(
    Object.entries(statement)
      .filter(([name, value]) => !(name === "Sid" && value === ""))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => [name, fieldMeaning(name, value)]),
  );
}

function fieldMeaning(name: string, value: unknown): unknown {
  if (/^(Not)?(Action|Resource)$/.test(name)) return texts(value, name.endsWith("Action"));
  if (/^(Not)?Principal$/.test(name)) return principals(value);
  if (name === "Condition") return conditions(value);
  return value;
}

const texts = (value: unknown, caseless = false): string[] =>
  (Array.isArray(value) ? value : [value]).map((one) => (caseless ? String(one).toLowerCase() : String(one))).sort();

function principals(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, ids]) => [kind, kind === "AWS" ? texts(ids).map(accountOf).sort() : texts(ids)]);
}

const accountOf = (id: string): string => /^arn:[^:]+:iam::(\d{12}):root$/.exec(id)?.[1] ?? id;

function conditions(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([operator, keys]) => [
      operator,
      Object.entries(keys as object)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, values]) => [key.toLowerCase(), texts(values)]),
    ]);
}
