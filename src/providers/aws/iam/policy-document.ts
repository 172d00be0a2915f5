/** `aws_iam_policy_document`: builds a policy's JSON, to the byte as the real provider writes it. */

import { goEscaped } from "../../../terraform/lang/json-text.ts";
import { defineDataSource, Refusal } from "../framework/behaviour.ts";
import { crc32 } from "../framework/crc32.ts";
import type { IamDataSources } from "../schema/iam-data.generated.ts";

type Config = IamDataSources["aws_iam_policy_document"];
type StatementBlock = Config["statement"][number];
type Texts = string | string[];

interface Statement {
  readonly Sid?: string;
  readonly Effect?: string;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Condition?: unknown;
}

interface Document {
  readonly Version?: string | undefined;
  readonly Id?: string | undefined;
  readonly Statement: readonly Statement[];
}

export const awsIamPolicyDocument = defineDataSource<Config>({
  title: "IAM Policy Document",
  read(config) {
    const sources = config.source_policy_documents.map((text, index) => parsed(text, "source", index));
    refuseRepeatedSources(sources);
    const version = config.version ?? "2012-10-17";
    const statements = config.statement.map((block) => statementOf(block, version));
    refuseRepeatedSids(statements);
    const own: Document = { Version: version, Id: config.policy_id || undefined, Statement: statements };
    const overrides = config.override_policy_documents.map((text, index) => parsed(text, "override", index));
    const document = [...sources, own, ...overrides].reduce(merged, { Statement: [] });
    const json = goEscaped(JSON.stringify(written(document), null, 2));
    return { id: String(crc32(json)), json, minified_json: goEscaped(JSON.stringify(written(document))) };
  },
});

function parsed(text: string, kind: "source" | "override", index: number): Document {
  if (text === "") return { Statement: [] };
  const { Statement = [], ...rest } = JSON.parse(text) as Partial<Document>;
  if (!Array.isArray(Statement))
    throw new Refusal(
      `writing IAM Policy Document: merging ${kind} document ${index}: json: cannot unmarshal object into Go struct field ` +
        "IAMPolicyDoc.Statement of type []*iam.IAMPolicyStatement",
    );
  return { ...rest, Statement: (Statement as Statement[]).map(inOrder) };
}

const MEMBERS = [
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "NotPrincipal",
  "Condition",
] as const satisfies readonly (keyof Statement)[];

/** A statement of another document, with its members in this one's order. */
function inOrder(statement: Statement): Statement {
  const ordered: Record<string, unknown> = {};
  for (const member of MEMBERS) {
    const value = statement[member];
    if (value !== undefined && value !== "")
      ordered[member] = member.endsWith("Principal") ? principalText(value) : value;
  }
  return ordered;
}

/** Everybody is written "*" or {"AWS": "*"}; one id is a text, several are a list in descending order. */
function principalText(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([type, ids]) => [type, Array.isArray(ids) ? descending(ids.map(String)) : ids]),
  );
}

function merged(document: Document, next: Document): Document {
  const statements = [...document.Statement];
  for (const statement of next.Statement) {
    const place = statement.Sid ? statements.findIndex((one) => one.Sid === statement.Sid) : -1;
    if (place >= 0) statements[place] = statement;
    else statements.push(statement);
  }
  const version = document.Version ?? "";
  return {
    Version: (next.Version ?? "") > version ? next.Version : document.Version,
    Id: next.Id ?? document.Id,
    Statement: statements,
  };
}

const written = ({ Version, Id, Statement }: Document): object => ({
  ...(Version && { Version }),
  ...(Id && { Id }),
  ...(Statement.length > 0 && { Statement }),
});

function statementOf(block: StatementBlock, version: string): Statement {
  const variables = (argument: string) => (value: string) => {
    if (version === "2008-10-17" && value.includes("&{"))
      throw new Refusal(
        `reading ${argument}: found &{ sequence in (${value}), which is not supported in document version 2008-10-17`,
      );
    return value.replaceAll("&{", "${");
  };
  const list = (name: "actions" | "not_actions" | "resources" | "not_resources", member: string): object =>
    block[name].length > 0
      ? { [member]: oneOrMany(block[name].map(member.endsWith("Action") ? String : variables(name))) }
      : {};
  return {
    ...(block.sid && { Sid: block.sid }),
    Effect: block.effect ?? "Allow",
    ...list("actions", "Action"),
    ...list("not_actions", "NotAction"),
    ...list("resources", "Resource"),
    ...list("not_resources", "NotResource"),
    ...(block.principals.length > 0 && { Principal: principals(block.principals, variables("principals")) }),
    ...(block.not_principals.length > 0 && {
      NotPrincipal: principals(block.not_principals, variables("not_principals")),
    }),
    ...(block.condition.length > 0 && { Condition: conditions(block.condition, variables("condition")) }),
  };
}

const descending = (texts: readonly string[]): string[] => [...texts].sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));

function oneOrMany(texts: readonly string[]): Texts {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? only : descending(texts);
}

function principals(blocks: StatementBlock["principals"], variables: (text: string) => string): unknown {
  const [only] = blocks;
  if (blocks.length === 1 && only?.type === "*" && only.identifiers.length === 1 && only.identifiers[0] === "*")
    return "*";
  const found: Record<string, Texts> = {};
  for (const { type, identifiers } of blocks) found[type] = joined(found[type], oneOrMany(identifiers.map(variables)));
  return byKey(found);
}

function conditions(blocks: StatementBlock["condition"], variables: (text: string) => string): unknown {
  const found: Record<string, Record<string, Texts>> = {};
  for (const { test, variable, values } of blocks) {
    const operator = (found[test] ??= {});
    const [only = "", ...more] = values.map(variables);
    operator[variable] = joined(operator[variable], more.length === 0 ? only : [only, ...more]);
  }
  return byKey(Object.fromEntries(Object.entries(found).map(([test, keys]) => [test, byKey(keys)])));
}

const joined = (before: Texts | undefined, next: Texts): Texts => (before === undefined ? next : [before, next].flat());

const byKey = <T>(map: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));

function refuseRepeatedSids(statements: readonly Statement[]): void {
  const seen = new Set<string>();
  for (const { Sid } of statements) {
    if (!Sid) continue;
    if (seen.has(Sid))
      throw new Refusal(
        `writing IAM Policy Document: duplicate Sid (${Sid}). Remove the Sid or ensure the Sid is unique.`,
      );
    seen.add(Sid);
  }
}

function refuseRepeatedSources(sources: readonly Document[]): void {
  const seen = new Set<string>();
  for (const [index, { Statement }] of sources.entries())
    for (const [place, { Sid }] of Statement.entries()) {
      if (!Sid) continue;
      if (seen.has(Sid))
        throw new Refusal(
          `writing IAM Policy Document: merging source document ${index}: duplicate Sid (${Sid}) in ` +
            `source_policy_documents (statement ${place}). Remove the Sid or ensure Sids are unique.`,
        );
      seen.add(Sid);
    }
}
