import type { LambdaOperation } from "./client.ts";
import { invokeDurable } from "./durable/invoke-durable.ts";
import { invalidParameter } from "./fault.ts";
import { functionReference } from "./function-name.ts";
import {
  invocationRequest,
  invocationTarget,
  isDurable,
  requirePayload,
  requireTenancy,
  runInvocation,
} from "./invoking.ts";
import { running } from "./running.ts";

export const invoke: LambdaOperation<"Invoke"> = async (input, context) => {
  const lambda = running(context);
  const { InvocationType = "RequestResponse", LogType } = input;
  const reference = functionReference(context, input.FunctionName, input.Qualifier);
  const target = invocationTarget(lambda, reference);
  if (InvocationType === "DryRun") return { StatusCode: 204 };
  const payload = requirePayload(input.Payload as Uint8Array | undefined, InvocationType === "Event");
  if (isDurable(target) && reference.qualifier === undefined) {
    throw invalidParameter("You cannot invoke a durable function using an unqualified ARN.");
  }
  requireTenancy(target, input.TenantId);
  const request = invocationRequest(context, payload, input);
  if (isDurable(target)) return invokeDurable(lambda, target, request, input);
  if (InvocationType === "Event") {
    lambda.queue.add(reference, request);
    return { StatusCode: 202 };
  }
  const result = await runInvocation(lambda, target, request);
  return {
    StatusCode: 200,
    ExecutedVersion: target.version.version,
    ...(result.functionError !== undefined && { FunctionError: result.functionError }),
    ...(LogType === "Tail" && { LogResult: Buffer.from(await result.logTail).toString("base64") }),
    Payload: result.payload as never,
  };
};
