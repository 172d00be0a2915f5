/** Policies that narrow a session. */
import { ServiceException } from "../../wire/service-exception.ts";

/** What AWS lets a session's policies and tags take, of which PackedPolicySize is the percentage. */
const PACKED_LIMIT = 2048;

/** Throws AWS's refusal of a text that is no JSON. */
export function sessionPolicies(policy: string | undefined): readonly string[] {
  if (policy === undefined) return [];
  try {
    JSON.parse(policy);
  } catch {
    throw new ServiceException("MalformedPolicyDocument", "This policy contains invalid Json", {}, 400);
  }
  return [policy];
}

export function packedPolicySize(parts: readonly string[]): number {
  const bytes = parts.reduce((sum, part) => sum + Buffer.byteLength(part), 0);
  return Math.min(100, Math.ceil((bytes / PACKED_LIMIT) * 100));
}
