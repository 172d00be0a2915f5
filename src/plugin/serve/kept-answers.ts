/**
 * Answers to calls that look at nothing but what they are asked: no type of ours validates a configuration, or brings a
 * state up to date, by how its provider is configured or by what the cloud holds. Terraform asks for each of them two
 * or three times a command, and again with the next one, in the same bytes.
 */
import type { ProviderType } from "../../terraform/provider.ts";

const REPEATED: ReadonlySet<string> = new Set([
  "UpgradeResourceState",
  "ValidateDataResourceConfig",
  "ValidateEphemeralResourceConfig",
  "ValidateResourceConfig",
]);
const KEPT = 512;
const LARGEST_KEPT = 4096;
const kept = new WeakMap<ProviderType, Map<string, Buffer>>();

/** Refusals are not kept. */
export async function answeredOnce(
  provider: ProviderType,
  method: string,
  request: Buffer,
  answer: () => Promise<Buffer>,
): Promise<Buffer> {
  if (!REPEATED.has(method) || request.length > LARGEST_KEPT) return answer();
  let answers = kept.get(provider);
  if (!answers) kept.set(provider, (answers = new Map()));
  const key = `${method} ${request.toString("latin1")}`;
  const known = answers.get(key);
  if (known) return known;
  const bytes = await answer();
  answers.set(key, bytes);
  if (answers.size > KEPT) answers.delete(answers.keys().next().value as string);
  return bytes;
}
