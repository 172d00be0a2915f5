/**
 * The managed policies that AWS provides: all names, and the documents of those that serverless stacks attach. A
 * policy whose document is not known here allows nothing.
 */

import { createHash } from "node:crypto";
import type { ManagedPolicyRecord } from "../../cloud/identity/records.ts";
import documents from "./aws-managed-policies.generated.json" with { type: "json" };

interface Table {
  /** name -> [path, version, created, updated, document] */
  readonly documents: Readonly<Record<string, readonly [string, string, string, string, object]>>;
  /** path -> names whose document is not in the table */
  readonly names: Readonly<Record<string, readonly string[]>>;
}

const table = documents as unknown as Table;
const UNKNOWN_DOCUMENT = '{"Version":"2012-10-17","Statement":[]}';
const LONG_AGO = new Date("2015-02-06T18:39:59Z");

/** The policy behind an ARN such as arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole. */
export function awsManagedPolicy(partition: string, arn: string): ManagedPolicyRecord | undefined {
  const match = /^arn:([^:]+):iam::aws:policy(\/(?:.*\/)?)([^/]+)$/.exec(arn);
  if (!match || match[1] !== partition) return undefined;
  const [, , path = "/", name = ""] = match;
  const known = table.documents[name];
  if (known) return known[0] === path ? policyRecord(partition, name) : undefined;
  return table.names[path]?.includes(name) ? policyRecord(partition, name, path) : undefined;
}

export function* awsManagedPolicies(partition: string): Generator<ManagedPolicyRecord> {
  for (const name of Object.keys(table.documents)) yield policyRecord(partition, name);
  for (const [path, names] of Object.entries(table.names)) {
    for (const name of names) yield policyRecord(partition, name, path);
  }
}

function policyRecord(partition: string, name: string, unknownPath = "/"): ManagedPolicyRecord {
  const [path, version, created, updated, document] = table.documents[name] ?? [unknownPath, "v1"];
  const createdAt = created === undefined ? LONG_AGO : new Date(created);
  const updatedAt = updated === undefined ? createdAt : new Date(updated);
  return {
    arn: `arn:${partition}:iam::aws:policy${path}${name}`,
    path,
    name,
    id: awsPolicyId(name),
    created: createdAt,
    updated: updatedAt,
    description: undefined,
    defaultVersion: version,
    versions: [
      {
        id: version,
        document: document ? JSON.stringify(document, undefined, 4) : UNKNOWN_DOCUMENT,
        created: updatedAt,
      },
    ],
    nextVersion: Number(version.slice(1)) + 1,
    tags: [],
  };
}

// The same id in every cloud and on every start.
function awsPolicyId(name: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return `ANPA${[...createHash("sha256").update(name).digest().subarray(0, 17)].map((byte) => alphabet[byte % 32]).join("")}`;
}
