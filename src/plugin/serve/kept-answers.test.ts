import { expect, test } from "vitest";
import type { ProviderType } from "../../terraform/provider.ts";
import { GrpcError, INVALID_ARGUMENT } from "../protocol/grpc.ts";
import { answeredOnce } from "./kept-answers.ts";

const provider = (): ProviderType => ({}) as ProviderType;

/** How often an answer is worked out for the same request asked twice. */
async function timesAsked(method: string, request: Buffer, other = request): Promise<number> {
  let asked = 0;
  const one = provider();
  const answer = async (): Promise<Buffer> => Buffer.from(`${++asked}`);
  await answeredOnce(one, method, request, answer);
  await answeredOnce(one, method, other, answer);
  return asked;
}

test.each([
  ["a validation", "ValidateResourceConfig", Buffer.from("a"), Buffer.from("a"), 1],
  ["a validation of something else", "ValidateResourceConfig", Buffer.from("a"), Buffer.from("b"), 2],
  ["what depends on the cloud", "ReadResource", Buffer.from("a"), Buffer.from("a"), 2],
  ["what depends on the provider's configuration", "PlanResourceChange", Buffer.from("a"), Buffer.from("a"), 2],
  ["a large state", "UpgradeResourceState", Buffer.alloc(5000), Buffer.alloc(5000), 2],
])("%s", async (_, method, request, other, times) => {
  expect(await timesAsked(method, request, other)).toBe(times);
});

test("another provider answers for itself, and a refusal is not kept", async () => {
  const [one, two] = [provider(), provider()];
  const method = "ValidateResourceConfig";
  const request = Buffer.from("same");
  const refuse = (): Promise<Buffer> => Promise.reject(new GrpcError(INVALID_ARGUMENT, "no"));
  await expect(answeredOnce(one, method, request, refuse)).rejects.toThrow("no");
  expect(String(await answeredOnce(one, method, request, async () => Buffer.from("one")))).toBe("one");
  expect(String(await answeredOnce(two, method, request, async () => Buffer.from("two")))).toBe("two");
  expect(String(await answeredOnce(one, method, request, refuse))).toBe("one");
});
