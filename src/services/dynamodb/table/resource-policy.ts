/** Resource policies of tables and of their streams, each with a revision of its own. */
import { streamKey } from "../../../cloud/change-stream/streams.ts";
import type { OperationContext } from "../../../cloud/operation.ts";
import { ServiceException } from "../../../wire/service-exception.ts";
import { invalidParameter } from "../refusal.ts";
import { policyResource } from "./resource-arn.ts";
import type { ResourcePolicy } from "./table.ts";
import { writeTable } from "./table-store.ts";

const longestPolicy = 20_480;

/** What the policy is of: a table, or a stream of one. */
export interface PolicyHolder {
  readonly current: ResourcePolicy | undefined;
  readonly write: (policy: ResourcePolicy | undefined) => void;
}

export function policyHolder(arn: string, context: OperationContext): PolicyHolder {
  const { store } = context;
  const { table, stream } = policyResource(arn, context);
  if (stream) {
    const { policy: current, ...without } = stream;
    return { current, write: (policy) => store.put(streamKey(stream), policy ? { ...without, policy } : without) };
  }
  const { resourcePolicy: current, ...without } = table;
  return { current, write: (policy) => writeTable(store, policy ? { ...without, resourcePolicy: policy } : without) };
}

/** `expected` is ExpectedRevisionId; without a policy it has to be `none`. */
export function checkRevision({ current }: PolicyHolder, expected: string | undefined, none?: string): void {
  if (expected === undefined || expected === (current?.revision ?? none)) return;
  throw new ServiceException("PolicyNotFoundException", "The policy with the expected revision id was not found");
}

/** Returns the new revision; the same text again keeps its. */
export function replacePolicy({ current, write }: PolicyHolder, text: string, { clock }: OperationContext): string {
  checkPolicy(text);
  const revision = current?.text === text ? current.revision : String(clock.now());
  write({ text, revision });
  return revision;
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
