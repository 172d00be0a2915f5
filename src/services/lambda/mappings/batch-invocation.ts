/** Invokes the function of a mapping with a batch of records, and reads from its answer which of them failed. */
import { randomUUID } from "node:crypto";
import { ServiceException } from "../../../wire/service-exception.ts";
import type { MappingRecord } from "../entities.ts";
import { functionReference } from "../function-name.ts";
import { invocationTarget, runInvocation } from "../invoking.ts";
import type { RunningLambda } from "../running.ts";

export interface BatchOutcome {
  /** Unset when the function could not be invoked at all. */
  readonly executedVersion?: string;
  readonly functionError?: string;
  readonly requestId: string;
  /** The answer; undefined when the function could not be invoked. */
  readonly answer?: unknown;
  readonly throttled: boolean;
}

export const batchPayload = (event: object): Buffer => Buffer.from(JSON.stringify(event));

export async function invokeWithBatch(
  lambda: RunningLambda,
  mapping: MappingRecord,
  payload: Uint8Array,
): Promise<BatchOutcome> {
  const requestId = randomUUID();
  try {
    const target = invocationTarget(lambda, functionReference(mapping, mapping.configuration.FunctionArn));
    const result = await runInvocation(lambda, target, { requestId, payload });
    return {
      executedVersion: target.version.version,
      requestId,
      throttled: false,
      ...(result.functionError !== undefined && { functionError: result.functionError }),
      answer: parse(result.payload),
    };
  } catch (error) {
    if (!(error instanceof ServiceException)) throw error;
    return { requestId, functionError: error.code, throttled: error.code === "TooManyRequestsException" };
  }
}

/**
 * The ids of the records that failed when the mapping reports them one by one; "all" when the answer is none that could
 * be understood. An empty answer or list means that everything succeeded.
 */
export function failedIds(mapping: MappingRecord, outcome: BatchOutcome): readonly string[] | "all" {
  if (outcome.functionError !== undefined) return "all";
  if (!mapping.configuration.FunctionResponseTypes?.includes("ReportBatchItemFailures")) return [];
  const { answer } = outcome;
  if (answer === null || answer === undefined || answer === "") return [];
  if (typeof answer !== "object") return "all";
  const { batchItemFailures } = answer as { batchItemFailures?: unknown };
  if (batchItemFailures === null || batchItemFailures === undefined) return [];
  if (!Array.isArray(batchItemFailures)) return "all";
  const ids = batchItemFailures.map((failure) => (failure as { itemIdentifier?: unknown } | null)?.itemIdentifier);
  return ids.every((id) => typeof id === "string" && id !== "") ? (ids as string[]) : "all";
}

function parse(payload: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(payload).toString("utf8"));
  } catch {
    return undefined;
  }
}
