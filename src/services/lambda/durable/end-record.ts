/** Tells destinations and the dead-letter queue of the end of a durable execution that nobody waited for. */
import { deliverOutcome } from "../async/destinations.ts";
import type { EventInvokeRecord } from "../entities.ts";
import { functionReference } from "../function-name.ts";
import { invocationTarget } from "../invoking.ts";
import { eventInvokeKey } from "../keys.ts";
import type { RunningLambda } from "../running.ts";
import type { DurableExecution } from "./executions.ts";

export async function deliverEnd(
  lambda: RunningLambda,
  execution: DurableExecution,
  { payload, functionError }: { readonly payload: Uint8Array; readonly functionError?: string },
): Promise<void> {
  const { asynchronousRequestId: requestId, account, region, functionName, version, invokedArn, input } = execution;
  if (requestId === undefined) return;
  const reference = functionReference({ account, region }, invokedArn);
  const target = invocationTarget(lambda, { account, region, name: functionName, qualifier: version });
  const settings = lambda.cloud.store.get<EventInvokeRecord>(
    eventInvokeKey(reference, functionName, reference.qualifier ?? "$LATEST"),
  );
  const event = { ...reference, requestId, payload: Buffer.from(input) };
  const condition = functionError === undefined ? "Success" : "RetriesExhausted";
  await deliverOutcome(lambda, event, target, settings, {
    condition,
    attempts: 1,
    response: { payload, functionError },
  });
}
