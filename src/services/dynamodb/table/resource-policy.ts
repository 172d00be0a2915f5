/** Resource policies of tables and of their streams, each with a revision of its own. */
import type { OperationContext } from "../../../cloud/operation.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { invalidParameter } from "../refusal.ts";
import { policyResource } from "./resource-arn.ts";
import type { ResourcePolicy, Table } from "./table.ts";
import { writeTable } from "./table-store.ts";

const longestPolicy = 20_480;

export interface PolicyHolder {
  readonly table: Table;
  /** Label of the stream when the policy is its. */
  readonly stream: string | undefined;
  readonly current: ResourcePolicy | undefined;
}

export function policyHolder(arn: string, context: OperationContext): PolicyHolder {
  const { table, stream } = policyResource(arn, context);
  if (stream === undefined) return { table, stream, current: table.resourcePolicy };
  return { table, stream, current: table.streamPolicy?.label === stream ? table.streamPolicy : undefined };
}

/** `expected` is ExpectedRevisionId; without a policy it has to be `none`. */
export function checkRevision({ current }: PolicyHolder, expected: string | undefined, none?: string): void {
  if (expected === undefined || expected === (current?.revision ?? none)) return;
  throw new ServiceException("PolicyNotFoundException", "The policy with the expected revision id was not found");
}

/** Returns the new revision; the same text again keeps its. */
export function replacePolicy(holder: PolicyHolder, text: string, { store, clock }: OperationContext): string {
  checkPolicy(text);
  const { table, stream, current } = holder;
  const revision = current?.text === text ? current.revision : String(clock.now());
  const policy = { text, revision };
  writeTable(
    store,
    stream === undefined
      ? { ...table, resourcePolicy: policy }
      : { ...table, streamPolicy: { ...policy, label: stream } },
  );
  return revision;
}

export function removePolicy({ table, stream }: PolicyHolder, { store }: OperationContext): void {
  const { resourcePolicy, streamPolicy, ...without } = table;
  const kept =
    stream === undefined ? { ...(streamPolicy && { streamPolicy }) } : { ...(resourcePolicy && { resourcePolicy }) };
  writeTable(store, { ...without, ...kept });
}

export function checkPolicy(text: string): void {
  if (Buffer.byteLength(text) > longestPolicy) {
    throw invalidParameter(`Maximum policy size of ${longestPolicy} bytes exceeded`);
  }
  const fault = faultOf(text);
  if (fault) throw invalidParameter(`Invalid policy document: ${fault}`);
}

function faultOf(text: string): string | undefined {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return "This policy contains invalid Json";
  }
  if (document === null) return "This text appears not to be a policy";
  if (typeof document !== "object" || Array.isArray(document)) return "This policy contains invalid Json";
  const { Statement: given } = document as { readonly Statement?: unknown };
  if (given === undefined) return "Syntax error at position (1,3)";
  const statements = (Array.isArray(given) ? given : [given]) as Readonly<Record<string, unknown>>[];
  if (statements.length === 0) return "Could not parse the policy: Statement is empty!";
  for (const statement of statements) {
    if (statement.Effect === undefined) return "Missing required field Effect";
    if (statement.Resource === undefined && statement.NotResource === undefined) {
      return "Missing required field Resource";
    }
  }
  const ids = statements.flatMap(({ Sid }) => (Sid === undefined ? [] : [Sid]));
  return new Set(ids).size < ids.length ? "The Statement Ids in the policy are not unique" : undefined;
}
